import type { Operations } from '@couveuse/shared/api/operations'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from '../Operations.module.css'

/** The figures of the badge, and those behind them. */
export function Figures({ operations }: { operations: Operations }) {
  const { t } = useTranslation('operations')
  const { formatNumber } = useFormat()
  const { stuck, due, inboxDepth, outbox, violations } = operations
  const twice = violations.reduce((sum, { facts }) => sum + (typeof facts.twice === 'number' ? facts.twice : 0), 0)
  const onTheirWay = outbox
    .filter(({ state }) => state === 'queued' || state === 'sending')
    .reduce((sum, { count }) => sum + count, 0)
  const seconds = `${formatNumber(due.oldestSeconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}\u00a0s`
  const figures = [
    { key: 'stuck', value: formatNumber(stuck), isBad: stuck > 0 },
    { key: 'duplicate', value: formatNumber(twice), isBad: twice > 0 },
    { key: 'oldest', value: seconds, isBad: due.oldestSeconds > 60 },
    { key: 'due', value: formatNumber(due.count), isBad: false },
    { key: 'inbox', value: formatNumber(inboxDepth), isBad: false },
    { key: 'outbox', value: formatNumber(onTheirWay), isBad: false },
  ] as const
  return (
    <dl className={classes.figures} aria-label={t('figures.label')}>
      {figures.map(({ key, value, isBad }) => (
        <div key={key} className={classes.figure} data-bad={isBad || undefined}>
          <dt>{t(`figures.${key}`)}</dt>
          <dd>{key === 'stuck' && isBad ? <Link to="/failed">{value}</Link> : value}</dd>
          <dd className={classes.hint}>{t(`figures.${key}Hint`)}</dd>
        </div>
      ))}
    </dl>
  )
}
