import { describeBecause } from '@couveuse/shared/conditions/describe'
import type { Enrollment, EntryRecord } from '@couveuse/shared/engine/state'
import { oneOf } from '../../steps/one-of.ts'
import type { Tongue } from '../ReplayContext.ts'
import type { Line } from '../story.ts'
import { flowName } from '../words.ts'

const TRIGGERS = ['event', 'segment', 'schedule', 'date', 'score', 'stage', 'returned', 'manual', 'nurture'] as const

/** Who came in by what, or stayed outside and why. */
export function entryWords(tongue: Tongue, { flow, trigger, enrolled, reason }: EntryRecord): string {
  const { t } = tongue
  const name = flowName(tongue, flow)
  if (!enrolled) return t('timeline.entry.out', { flow: name, why: t(`timeline.entry.why.${reason ?? 'other'}`) })
  const known = oneOf(TRIGGERS, trigger)
  const how = known ? t(`timeline.entry.trigger.${known}`) : t('timeline.entry.trigger.other', { name: trigger })
  return t('timeline.entry.in', { flow: name, trigger: how })
}

const REASONS = ['end_of_path', 'goal', 'leave_rule', 'removed', 'nurture'] as const

/** How a trip ended: "Converted: goal reached, score.total 64 is at least 60". */
export function endWords({ t, language }: Tongue, { status, reason, because }: Enrollment): string {
  const how = status === 'converted' || status === 'left' ? status : 'ended'
  const known = oneOf(REASONS, reason ?? '')
  const why = known ? t(`timeline.end.reason.${known}`) : (reason ?? '')
  const facts = because ? describeBecause(because, language) : ''
  const told = [why, facts].filter((part) => part !== '').join(', ')
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  return told === '' ? t(`timeline.end.${how}`) : `${t(`timeline.end.${how}`)}${colon}${told}`
}

const WARNINGS = [
  'no_such_message',
  'task_not_found',
  'handoff_not_found',
  'handoff_already_accepted',
  'handoff_already_returned',
  'not_enrolled',
  'unknown_flow',
] as const

export function warningWords({ t }: Tongue, { code, message }: Extract<Line, { type: 'warning' }>): string {
  const known = oneOf(WARNINGS, code)
  return known ? t(`timeline.warning.${known}`) : t('timeline.warning.other', { message })
}
