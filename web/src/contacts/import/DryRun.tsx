import type { ImportPreview } from '@couveuse/shared/api/imports'
import { useTranslation } from 'react-i18next'
import classes from './Import.module.css'
import { Tallies } from './Tallies.tsx'

/** What the import would do, in three figures. */
export function DryRun({ preview, isStale }: { preview: ImportPreview; isStale: boolean }) {
  const { t } = useTranslation('contacts')
  return (
    <section className={classes.dryRun} aria-label={t('import.dryRun.title')} aria-busy={isStale} data-stale={isStale}>
      <div>
        <h2 className={classes.dryRunTitle}>{t('import.dryRun.title')}</h2>
        <span className={classes.dim}>{t('import.dryRun.rows', { count: preview.rows })}</span>
      </div>
      <Tallies tally={preview} />
    </section>
  )
}
