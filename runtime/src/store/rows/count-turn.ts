import type { Enrollment } from '@couveuse/shared/engine/state'
import { versionOfVisit } from '@couveuse/shared/engine/version-of-visit'
import type { CommitItem } from '../turns.ts'
import type { Dictionary } from './dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber } from './enrollment-codec.ts'
import type { Tally } from './tally.ts'

/** Adds to the tally what one committed turn moved: enrollments by status, visits by step and outlet, entries by outcome. */
export function countTurn(tally: Tally, { contact, turn }: CommitItem, { words, flows }: Dictionary): void {
  const { enrollments, journal, entries } = turn.writes
  for (const enrollment of enrollments) {
    const flow = flows.idOf(enrollment.flow)
    const old = contact.state.enrollments.find(({ id }) => id === enrollment.id)
    if (old) countEnrollment(tally, flow, old, words, -1)
    countEnrollment(tally, flow, enrollment, words, 1)
    for (const { enrollmentId, seq, step, outlet } of journal)
      if (enrollmentId === enrollment.id)
        tally.addVisits(
          { flow, version: versionOfVisit(enrollment, seq), step: words.idOf(step) },
          'left',
          1,
          outlet === null ? 0 : words.idOf(outlet),
        )
  }
  for (const { flow, trigger, reason } of entries)
    tally.addEntry(flows.idOf(flow), words.idOf(trigger), reason === undefined ? 0 : words.idOf(reason))
}

/** Takes one enrollment in (`by` 1) or out (-1), at the step where it stands. */
export function countEnrollment(
  tally: Tally,
  flow: number,
  { version, status, step }: Pick<Enrollment, 'version' | 'status' | 'step'>,
  words: Dictionary['words'],
  by: 1 | -1,
): void {
  const number = statusNumber(status)
  tally.addEnrollments(flow, version, number, by)
  if (step !== null && number <= LAST_OPEN_STATUS)
    tally.addVisits({ flow, version, step: words.idOf(step) }, status === 'failed' ? 'failed' : 'resting', by)
}
