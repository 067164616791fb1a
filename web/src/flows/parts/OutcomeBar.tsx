import type { FlowCounts } from '@couveuse/shared/api/flows'
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './OutcomeBar.module.css'

/** What became of everybody who ever entered a flow, as shares of one bar; the conversions are named. */
export function OutcomeBar({ counts }: { counts: FlowCounts }) {
  const { t } = useTranslation('flows')
  const { formatNumber, formatPercent } = useFormat()
  const { entered, open, converted } = counts
  const gone = counts.ended + counts.left
  if (entered === 0) return <span className={classes.nobody}>{t('outcome.nobody')}</span>
  const words = t('outcome.words', {
    entered: formatNumber(entered),
    open: formatNumber(open),
    converted: formatNumber(converted),
    gone: formatNumber(gone),
  })
  const share = (count: number): { width: string } => ({ width: `${(count / entered) * 100}%` })
  return (
    <Tooltip label={words} multiline maw={280}>
      <div className={classes.outcome}>
        <div className={classes.bar} role="img" aria-label={words}>
          {converted > 0 && <i data-part="converted" style={share(converted)} />}
          {open > 0 && <i data-part="open" style={share(open)} />}
          {gone > 0 && <i data-part="gone" style={share(gone)} />}
        </div>
        <span className={classes.figures} aria-hidden>
          {t('outcome.converted', { count: converted })}
          {converted > 0 && <b>{formatPercent(converted / entered)}</b>}
        </span>
      </div>
    </Tooltip>
  )
}
