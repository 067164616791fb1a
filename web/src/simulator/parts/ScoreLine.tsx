import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { dayAndTime } from '../clock-words.ts'
import type { Replayed } from '../play.ts'
import { useScene } from '../ReplayContext.ts'
import { scorePath } from '../score-path.ts'
import classes from './ScoreLine.module.css'

const WIDTH = 120
const HEIGHT = 30
/** Room for the line's own thickness. */
const EDGE = 2

/** The total score from the start to the clock, with the thresholds of warm and hot. */
export function ScoreLine({ replayed }: { replayed: Replayed }) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const { formatNumber } = useFormat()
  const { zone, workspace } = useScene()
  const { scoreLine, score, startAt, clockAt } = replayed
  const { warm, hot } = workspace.settings.scoring.temperature
  const path = scorePath(scoreLine, { width: WIDTH, height: HEIGHT, least: hot })
  const total = formatNumber(score.total, { maximumFractionDigits: 1 })
  const label = t('clock.scoreLine', {
    from: dayAndTime(startAt, zone, language),
    to: dayAndTime(clockAt, zone, language),
    total,
    top: formatNumber(Math.max(...scoreLine.map((point) => point.score.total)), { maximumFractionDigits: 1 }),
  })
  return (
    <div className={classes.score} title={label}>
      <svg
        className={classes.line}
        viewBox={`${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`}
        width={WIDTH}
        height={HEIGHT + 2 * EDGE}
        role="img"
        aria-label={label}
      >
        {[warm, hot].map((mark) => (
          <line key={mark} className={classes.mark} x1={0} x2={WIDTH} y1={path.y(mark)} y2={path.y(mark)} />
        ))}
        <path className={classes.area} d={path.area} />
        <path className={classes.curve} d={path.line} />
        <circle className={classes.dot} cx={path.last.x} cy={path.last.y} r={2.6} />
      </svg>
      <strong className={classes.total}>{total}</strong>
    </div>
  )
}
