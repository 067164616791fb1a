import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import type { TimelineItem } from '@couveuse/shared/api/timeline'
import type { Flow } from '@couveuse/shared/flow/schema'
import { addDuration, parseDuration } from '@couveuse/shared/time/duration'
import type { Teller } from './tell-visit.ts'

export type Entry = Extract<TimelineItem, { readonly type: 'entry' }>

/** What a refusal by the re-entry rule is reckoned from. */
export interface Reentry {
  readonly rule: Flow['reentry']
  /** when the contact last left the flow before the refusal, epoch ms; undefined where it is not known */
  readonly leftAt: number | undefined
  /** effective zone of the contact: durations are calendar (FLOW-DSL §5) */
  readonly zone: string
}

/** The trip through the same flow that ended last before a trigger was refused. */
export function lastTripBefore(entry: Entry, enrollments: readonly EnrollmentSummary[]): EnrollmentSummary | undefined {
  return enrollments
    .filter(({ flow, endedAt }) => flow === entry.flow && endedAt !== null && endedAt <= entry.at)
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))[0]
}

/** Why a trigger did not enroll: "re-entry not before 3 June". */
export function tellRefusal({ reason }: Entry, reentry: Reentry | undefined, { t, format }: Teller): string {
  if (reason === null) return t('journey.refused.unknown')
  if (reason !== 'reentry' || !reentry) return t(`journey.refused.${reason}`)
  if (reentry.rule.mode === 'never') return t('journey.refused.reentryNever')
  const wait = reentry.rule.mode === 'after' && reentry.rule.wait ? parseDuration(reentry.rule.wait) : undefined
  if (!wait || reentry.leftAt === undefined) return t('journey.refused.reentry')
  return t('journey.refused.reentryAfter', {
    date: format.formatDate(addDuration(reentry.leftAt, wait, reentry.zone), reentry.zone),
  })
}
