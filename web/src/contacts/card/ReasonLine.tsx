import { describeBecause, describeWhere } from '@couveuse/shared/conditions/describe'
import type { EngagementRule } from '@couveuse/shared/scoring/schema'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { capitalized, eventWords } from '../journey/event-words.ts'
import classes from './Score.module.css'
import type { ScoreReason } from './score-reasons.ts'

/** One source of points: what it is, how often, and how much of it is left. */
export function ReasonLine({ reason, rules }: { reason: ScoreReason; rules: readonly EngagementRule[] }) {
  const { t } = useTranslation('contacts')
  const { language } = useLanguage()
  const { formatNumber, formatDate } = useFormat()
  const { source, times, points, now, endsAt, because } = reason
  const signed = (value: number): string => formatNumber(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const rule = rules.find(({ id }) => id === source)

  const label = (): string => {
    if (rule) {
      const where = rule.where ? ` (${describeWhere(rule.where, language)})` : ''
      return `${capitalized(eventWords(rule.event, t))}${where}`
    }
    if (source === 'step') return reason.reason ?? t('card.score.step')
    if (source === 'opening' || source === 'inactivity') return t(`card.score.${source}`)
    return source
  }
  const facts = [
    times > 1 ? t('card.score.times', { count: times }) : undefined,
    signed(points) !== signed(now)
      ? t('card.score.stillCounts', { now: signed(now), points: signed(points) })
      : undefined,
    because ? capitalized(describeBecause(because, language)) : undefined,
    endsAt && now !== 0 ? t('card.score.until', { date: formatDate(endsAt) }) : undefined,
  ].filter((fact) => fact !== undefined)

  return (
    <li>
      <span className={classes.label}>{label()}</span>
      <strong data-negative={now < 0 || undefined}>{signed(now)}</strong>
      {facts.length > 0 && <span className={classes.facts}>{facts.join(' · ')}</span>}
    </li>
  )
}
