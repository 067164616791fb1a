import { InvariantError } from '../contract/problem.ts'
import { choiceAt } from '../flow/publish.ts'
import { advanceFrom, carryOn } from './advance.ts'
import type { PublishedVersion } from './catalog.ts'
import { endEnrollment, journalInterrupted } from './end.ts'
import { openIn } from './facts.ts'
import { mended } from './mend.ts'
import { release } from './release.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * Does with one enrollment what the publication of `version` decided for the place where it is now (FLOW-DSL §7). Nothing
 * is decided for most places: there it stays on its version. Twice is as good as once, since the first time moves it on.
 *
 * A resting visit goes on where the step is the same kind under the same id: time already waited counts, an open task or
 * hand-off stays open, an answer still comes. Everything else is entered anew, as a visit of its own.
 */
export function migrate(draft: TurnDraft, flow: string, version: number): void {
  const enrollment = openIn(draft, flow)
  if (!enrollment || enrollment.version >= version || enrollment.step === null) return
  const target = draft.catalog.version(flow, version)
  if (!target) throw new InvariantError(`version ${version} of flow "${flow}" is not in the catalog`)
  const choice = choiceAt(target.migration, enrollment.version, enrollment.step)
  if (!choice) return
  if ('end' in choice) return endEnrollment(draft, enrollment, 'left', choice.end)
  move(draft, enrollment, target, choice.to)
}

function move(draft: TurnDraft, enrollment: Enrollment, target: PublishedVersion, to: string): void {
  const { compiled } = target
  const { step, rest, status, seq, version } = enrollment
  const isPaused = draft.catalog.paused.has(enrollment.flow)
  const inNew = (from: Enrollment, firstSeq: number): Enrollment => ({
    ...(status === 'failed' ? mended(from) : from),
    version: compiled.version,
    moves: [...(enrollment.moves ?? []), { at: draft.now, version, seq: firstSeq }],
  })
  // Enrolled while the flow was paused: it has not begun, and will begin at the new step.
  if (rest?.held?.type === 'enter') return draft.put({ ...inNew(enrollment, seq + 1), step: to })

  const before = step === null ? undefined : draft.version(enrollment).compiled.steps.get(step)
  const after = compiled.steps.get(to)
  const isSameVisit = rest && to === step && before?.step.kind === after?.step.kind && after?.kind.carryOn
  if (isSameVisit) {
    const moved = inNew(enrollment, seq)
    // What woke it is kept, by a pause or by a failure: the new version meets it.
    if (!rest.held) return carryOn(draft, moved)
    if (status === 'failed' && !isPaused) return release(draft, moved, false)
    return draft.put({ ...moved, status: 'active' })
  }

  journalInterrupted(draft, enrollment, { why: 'new_version', version: compiled.version, to })
  const moved: Enrollment = { ...inNew(enrollment, seq + 1), status: 'active', step: to, rest: null }
  if (isPaused) {
    const held = { enteredAt: draft.now, wakeAt: null, memory: {}, held: { type: 'enter' } } as const
    return draft.put({ ...moved, rest: held })
  }
  draft.put(moved)
  advanceFrom(draft, enrollment.id, to)
}
