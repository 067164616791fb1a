import type { Because } from '../conditions/because.ts'
import { evaluate, eventMatches } from '../conditions/evaluate.ts'
import type { ContactEvent } from '../contact/schema.ts'
import type { ExitRule } from '../flow/triggers.ts'
import { endEnrollment } from './end.ts'
import { enrollmentSubject } from './enrollment-subject.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * Goals and leave rules (FLOW-DSL §2, fine print 56-61, 149, 150). Tested for every open enrollment when events or
 * changes have been recorded; the goal beats the leave rule, and both beat every other transition of the instant.
 * `arrived` are the events that arrived since the last test; the enrolling event never counts.
 */
export function applyExitRules(draft: TurnDraft, arrived: readonly ContactEvent[]): void {
  for (const enrollment of draft.openInOrder()) applyExitRulesTo(draft, enrollment, arrived)
}

/** True when a rule held and the enrollment has ended. */
export function applyExitRulesTo(draft: TurnDraft, enrollment: Enrollment, arrived: readonly ContactEvent[]): boolean {
  const { flow } = draft.version(enrollment).compiled
  const goal = firstHolding(draft, enrollment, flow.goal, arrived)
  if (goal) {
    endEnrollment(draft, enrollment, 'converted', 'goal', goal.because)
    return true
  }
  const leave = firstHolding(draft, enrollment, flow.leaveWhen, arrived)
  if (!leave) return false
  endEnrollment(draft, enrollment, 'left', 'leave_rule', leave.because)
  return true
}

function firstHolding(
  draft: TurnDraft,
  enrollment: Enrollment,
  rules: readonly ExitRule[],
  arrived: readonly ContactEvent[],
): { readonly because?: Because } | undefined {
  for (const rule of rules) {
    if ('when' in rule) {
      const { compiled } = draft.version(enrollment)
      const because = evaluate(
        rule.when,
        draft.subject(enrollmentSubject(enrollment, compiled), compiled.flow.timezone),
      )
      if (because.holds) return { because }
      continue
    }
    const zone = draft.zone(draft.version(enrollment).compiled.flow.timezone)
    const isMet = arrived.some(
      (event) =>
        event.name === rule.event &&
        event.id !== enrollment.entry.eventId &&
        isOfMessage(enrollment, event, rule.of) &&
        eventMatches(event, rule.where, zone, draft.now),
    )
    if (isMet) return {}
  }
  return undefined
}

function isOfMessage(enrollment: Enrollment, event: ContactEvent, step: string | undefined): boolean {
  if (step === undefined) return true
  return Object.hasOwn(enrollment.messages, step) && enrollment.messages[step]?.key === event.messageKey
}
