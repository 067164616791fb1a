import { useTranslation } from 'react-i18next'
import classes from './ScoreMeter.module.css'
import { useFormat } from './useFormat.ts'

export interface ScoreMeterProps {
  readonly fit: number
  readonly engagement: number
  /** fit + engagement by default */
  readonly total?: number
  /** thresholds of the temperature, drawn as marks */
  readonly warm?: number
  readonly hot?: number
  /** right end of the scale; grows with what it shows */
  readonly max?: number
  /** `inline` is one line for tables, `full` names both scores */
  readonly size?: 'inline' | 'full'
}

const share = (points: number, max: number): string => `${(Math.max(0, Math.min(points, max)) / max) * 100}%`

/** Both scores of a contact on one scale: how much is who they are, how much is what they do. */
export function ScoreMeter({
  fit,
  engagement,
  total = fit + engagement,
  warm,
  hot,
  max = 100,
  size = 'inline',
}: ScoreMeterProps) {
  const { t } = useTranslation('ui')
  const { formatNumber } = useFormat()
  const points = (value: number): string => formatNumber(value, { maximumFractionDigits: 1 })
  const end = Math.max(max, total, hot ?? 0, 1)
  const marks = [warm, hot].filter((mark) => mark !== undefined)
  const words = t('score.words', { total: points(total), fit: points(fit), engagement: points(engagement) })
  const hint = warm === undefined || hot === undefined ? words : `${words}. ${t('score.thresholds', { warm, hot })}`
  return (
    <div className={classes.meter} data-size={size} title={hint}>
      <span className={classes.total} aria-hidden>
        {points(total)}
      </span>
      <div
        className={classes.bar}
        role="meter"
        aria-label={t('score.label')}
        aria-valuemin={0}
        aria-valuemax={end}
        aria-valuenow={Math.max(0, Math.min(total, end))}
        aria-valuetext={words}
      >
        <i className={classes.fit} style={{ width: share(fit, end) }} />
        <i className={classes.engagement} style={{ width: share(Math.min(engagement, end - Math.max(0, fit)), end) }} />
        {marks.map((mark) => (
          <b key={mark} style={{ left: share(mark, end) }} />
        ))}
      </div>
      {size === 'full' && (
        <div className={classes.legend} aria-hidden>
          <span data-part="fit">
            {t('score.fit')} <strong>{points(fit)}</strong>
          </span>
          <span data-part="engagement">
            {t('score.engagement')} <strong>{points(engagement)}</strong>
          </span>
        </div>
      )}
    </div>
  )
}
