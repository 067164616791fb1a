import type { FlowSummary } from '@couveuse/shared/api/flows'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './FlowRow.module.css'

/** How many are in a flow right now; those an error stopped stand out. */
export function OpenCount({ flow: { key, counts, status } }: { flow: FlowSummary }) {
  const { t } = useTranslation('flows')
  const { formatNumber } = useFormat()
  if (status === 'draft' && counts.entered === 0) return <span className={classes.none}>–</span>
  const hint = t('open.live', { open: formatNumber(counts.open), waiting: formatNumber(counts.waiting) })
  return (
    <span className={classes.open}>
      <strong title={hint}>{formatNumber(counts.open)}</strong>
      {counts.failed > 0 && (
        <Link to="/failed" search={{ flow: key }} className={classes.stuck}>
          <Tag tone="bad" Icon={IconAlertTriangle} title={t('open.failedHint')}>
            {t('open.failed', { count: counts.failed })}
          </Tag>
        </Link>
      )}
    </span>
  )
}
