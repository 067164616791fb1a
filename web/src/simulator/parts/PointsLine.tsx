import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import { useTongue } from '../ReplayContext.ts'
import classes from './PointsLine.module.css'

/** Points given or taken, each with what gave them, and where the score stands after. */
export function PointsLine({ rows, total }: { rows: readonly LedgerRow[]; total: number }) {
  const { t, format } = useTongue()
  const signed = (points: number): string =>
    format.formatNumber(points, { signDisplay: 'exceptZero', maximumFractionDigits: 2 })
  const sourceOf = ({ source, reason }: LedgerRow): string => {
    if (reason) return reason
    if (source === 'step' || source === 'inactivity' || source === 'opening') return t(`timeline.points.${source}`)
    return t('timeline.points.rule', { id: source })
  }
  return (
    <div className={classes.points}>
      <ul>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <li key={index}>
            {t('timeline.points.line', {
              points: signed(row.points),
              axis: t(`timeline.points.${row.axis}`),
              source: sourceOf(row),
            })}
          </li>
        ))}
      </ul>
      <span className={classes.total}>
        {t('timeline.points.total', { total: format.formatNumber(total, { maximumFractionDigits: 1 }) })}
      </span>
    </div>
  )
}
