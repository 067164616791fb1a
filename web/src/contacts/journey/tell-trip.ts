import type { EnrollmentDetail } from '@couveuse/shared/api/enrollments'
import { describeBecause } from '@couveuse/shared/conditions/describe'
import { capitalized, eventWords } from './event-words.ts'
import type { Teller } from './tell-visit.ts'

const TRIGGERS = ['segment', 'schedule', 'date', 'score', 'stage', 'returned', 'manual', 'nurture'] as const

/** How a trip began: "Entered when a form was filled in". */
export function tellEntry({ trigger, event }: EnrollmentDetail['entry'], { t }: Teller): string {
  if (trigger === 'event') return t('journey.entered.event', { event: event === null ? '…' : eventWords(event, t) })
  const known = TRIGGERS.find((one) => one === trigger)
  return known ? t(`journey.entered.${known}`) : t('journey.entered.other', { trigger })
}

/** How a trip ended, and why where a rule decided; undefined while it goes on. */
export function tellEnd(
  { status, reason, because }: Pick<EnrollmentDetail, 'status' | 'reason' | 'because'>,
  { t, language }: Teller,
): string | undefined {
  if (status === 'active' || status === 'waiting' || status === 'failed' || reason === null) return undefined
  switch (reason) {
    case 'goal':
    case 'leave_rule':
      return because
        ? t(`journey.ended.${reason}Because`, { why: describeBecause(because, language) })
        : t(`journey.ended.${reason}`)
    case 'end_of_path':
    case 'removed':
    case 'nurture':
      return t(`journey.ended.${reason}`)
    default:
      return t('journey.ended.other', { reason: capitalized(reason).replaceAll('_', ' ') })
  }
}
