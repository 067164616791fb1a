import type { Catalog, TeamDesk } from '../engine/catalog.ts'
import type { Cause } from '../engine/cause.ts'
import type { ContactState, Enrollment, JournalEntry, MessageRecord } from '../engine/state.ts'
import { takeTurn } from '../engine/turn.ts'

/** What becomes of one enrollment in the time to come, where nothing happens but time. */
export interface Foreseen {
  /** as it would be at the end */
  readonly enrollment: Enrollment
  readonly journal: readonly JournalEntry[]
  readonly messages: readonly MessageRecord[]
}

/** More turns than this and somebody is busy without end; what was seen so far is told. */
const MOST_TURNS = 2_000

/**
 * Lets time pass for a contact who really exists, with the engine that the runtime runs: `causes` at `now`, then whatever
 * becomes due up to and including `until`. Webhooks answer 200 and nothing at once, as in a replay (fine print 8). Undefined
 * where the contact is not in the flow. Writes nothing; a fault of the engine is the caller's.
 */
export function foresee(given: {
  readonly catalog: Catalog
  readonly desk: TeamDesk
  readonly state: ContactState
  readonly flow: string
  readonly causes: readonly Cause[]
  readonly now: number
  readonly until: number
}): Foreseen | undefined {
  const { catalog, desk, flow, until } = given
  let { state, now } = given
  let enrollment = state.enrollments.find((one) => one.flow === flow)
  if (!enrollment) return undefined
  const { id } = enrollment
  const journal: JournalEntry[] = []
  const messages: MessageRecord[] = []
  let causes = given.causes
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const { state: next, writes, nextDueAt } = takeTurn({ catalog, desk, state, causes, now })
    state = next
    enrollment = writes.enrollments.find((one) => one.id === id) ?? enrollment
    journal.push(...writes.journal.filter(({ enrollmentId }) => enrollmentId === id))
    messages.push(...writes.messages.filter(({ enrollmentId }) => enrollmentId === id))
    if (enrollment.endedAt !== undefined) break
    causes = writes.effects.flatMap((effect): Cause[] =>
      effect.type === 'call_webhook'
        ? [{ type: 'webhook', enrollmentId: effect.enrollmentId, seq: effect.seq, answer: { status: 200, body: {} } }]
        : [],
    )
    if (causes.length > 0) continue
    if (nextDueAt === null || nextDueAt > until) break
    now = Math.max(now, nextDueAt)
  }
  return { enrollment, journal, messages }
}
