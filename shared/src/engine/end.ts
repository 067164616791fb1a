import type { Because } from '../conditions/because.ts'
import type { JsonObject } from '../contract/json.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * Ends an enrollment for good: nothing more of it runs, and a visit that was resting is recorded as interrupted so that
 * the journal stays whole (FLOW-DSL §7).
 */
export function endEnrollment(
  draft: TurnDraft,
  enrollment: Enrollment,
  status: 'converted' | 'ended' | 'left',
  reason: string,
  because?: Because,
): void {
  if (!draft.current(enrollment.id)) return
  journalInterrupted(draft, enrollment)
  const { failure: _, ...kept } = enrollment
  draft.close({ ...kept, status, reason, step: null, rest: null, endedAt: draft.now, ...(because ? { because } : {}) })
}

/** A visit that was begun and that its step never decided about; nothing where none is open. */
export function journalInterrupted(draft: TurnDraft, enrollment: Enrollment, detail?: JsonObject): void {
  const { rest, step } = enrollment
  if (!rest || step === null || rest.held?.type === 'enter') return
  draft.journal.push({
    enrollmentId: enrollment.id,
    seq: enrollment.seq,
    step,
    kind: draft.version(enrollment).compiled.steps.get(step)?.step.kind ?? 'unknown',
    enteredAt: rest.enteredAt,
    leftAt: draft.now,
    outlet: null,
    isInterrupted: true,
    ...(rest.wakeAt === null ? {} : { due: rest.wakeAt }),
    ...(detail === undefined ? {} : { detail }),
  })
}

/** Quarantines one enrollment where it stands; everybody else goes on (FLOW-DSL §7, fine print 138). */
export function failEnrollment(
  draft: TurnDraft,
  enrollment: Enrollment,
  step: string,
  code: string,
  message: string,
): void {
  draft.put({ ...enrollment, status: 'failed', reason: code, failure: message, step })
}
