import { INVARIANTS, type Invariant, type Violation } from '@couveuse/shared/api/operations'
import type { AuditFinding } from '../store/operations.ts'
import type { Store } from '../store/store.ts'
import { damageViolation, judgeFinding, judgePulse } from './invariants.ts'
import { takePulse } from './pulse.ts'

export interface Examination {
  readonly violations: readonly Violation[]
  /** what the audit found, for repair */
  readonly findings: readonly AuditFinding[]
  /** not judged: without a runtime nobody is late */
  readonly skipped: readonly Invariant[]
}

/** These tell about a runtime at work. */
const OF_A_RUNTIME: readonly Invariant[] = [
  'due_taken_in_time',
  'outbox_moves',
  'sends_are_answered',
  'turns_are_written',
  'queue_answers',
]

/** Everything at once, for a store that may or may not have a runtime: counters, rows, and the database itself. */
export async function examine(store: Store, options: { now: number; isRunning: boolean }): Promise<Examination> {
  const { now, isRunning } = options
  const damage = await store.operations.integrity()
  // What is damaged cannot be compared: it would only be found wrong again, in a hundred places.
  if (damage.length > 0)
    return {
      violations: damage.map(damageViolation),
      findings: [],
      skipped: INVARIANTS.filter((invariant) => invariant !== 'database_is_sound'),
    }
  const queue = { ping: async () => undefined }
  const pulse = await takePulse({ store, queue, loop: { isWell: () => true }, since: 0 }, now)
  const findings = await store.operations.audit()
  // The queue and the loop are those of another process: nobody here has heard them.
  const skipped = isRunning ? OF_A_RUNTIME.slice(-2) : OF_A_RUNTIME
  const violations = [...judgePulse(pulse), ...findings.map(judgeFinding)]
  return { violations: violations.filter(({ invariant }) => !skipped.includes(invariant)), findings, skipped }
}
