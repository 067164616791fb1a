import type { Wake } from '../contract/outcome.ts'
import { advanceFrom, wake } from './advance.ts'
import type { Enrollment, Held } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/** Gives a held wake-up to its step, as if it arrived now. */
export function release(draft: TurnDraft, enrollment: Enrollment, skipMessages: boolean): void {
  const { rest, step } = enrollment
  if (!rest?.held || step === null) return
  const { held, isReleased: _, ...plain } = rest
  if (held.type === 'enter') {
    draft.put({ ...enrollment, rest: null })
    return advanceFrom(draft, enrollment.id, step, { skipMessages })
  }
  draft.put({ ...enrollment, status: 'waiting', rest: plain })
  const cause = toWake(draft, held)
  if (cause) wake(draft, enrollment.id, cause, { skipMessages })
}

function toWake(draft: TurnDraft, held: Exclude<Held, { type: 'enter' }>): Wake {
  if (held.type !== 'event') return held
  const event = draft.eventById(held.eventId)
  return event ? { type: 'event', event } : { type: 'change' }
}
