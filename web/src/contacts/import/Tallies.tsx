import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Import.module.css'

export interface Tally {
  readonly created: number
  readonly updated: number
  readonly skipped: number
}

/** How many rows became contacts, changed one, or were left out. */
export function Tallies({ tally }: { tally: Tally }) {
  const { t } = useTranslation('contacts')
  const { formatNumber } = useFormat()
  const { created, updated, skipped } = tally
  const figures = [
    { name: 'created', count: created, label: t('import.dryRun.created', { count: created }) },
    { name: 'updated', count: updated, label: t('import.dryRun.updated', { count: updated }) },
    { name: 'skipped', count: skipped, label: t('import.dryRun.skipped', { count: skipped }) },
  ]
  return (
    <ul className={classes.tallies}>
      {figures.map(({ name, count, label }) => (
        <li key={name} data-name={name} data-none={count === 0 || undefined}>
          <strong>{formatNumber(count)}</strong> {label}
        </li>
      ))}
    </ul>
  )
}
