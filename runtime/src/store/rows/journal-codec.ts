import type { Because } from '@couveuse/shared/conditions/because'
import type { JsonObject } from '@couveuse/shared/contract/json'
import type { JournalEntry } from '@couveuse/shared/engine/state'
import type { WordList } from './dictionary.ts'

const NO_OUTLET = 0
const INTERRUPTED = -1

/** One visit; trailing empties are left out. Instants count backwards: left before the row, entered before left. */
type StoredVisit = [
  seq: number,
  step: number,
  kind: number,
  outlet: number,
  leftBefore: number,
  stayed: number,
  dueAfterLeft?: number | null,
  because?: readonly Because[] | null,
  detail?: JsonObject,
]

/** The visits one turn finished, as the text of one row written `at`. */
export function encodeVisits(visits: readonly JournalEntry[], at: number, words: WordList): string {
  const stored: StoredVisit[] = []
  for (const visit of visits) stored.push(encodeVisit(visit, at, words))
  return JSON.stringify(stored)
}

function encodeVisit(visit: JournalEntry, at: number, words: WordList): StoredVisit {
  const { seq, step, kind, outlet, enteredAt, leftAt, due, because, detail } = visit
  const none = visit.isInterrupted ? INTERRUPTED : NO_OUTLET
  const stored: StoredVisit = [
    seq,
    words.idOf(step),
    words.idOf(kind),
    outlet === null ? none : words.idOf(outlet),
    at - leftAt,
    leftAt - enteredAt,
  ]
  if (detail) stored.push(due === undefined ? null : due - leftAt, because ?? null, detail)
  else if (because) stored.push(due === undefined ? null : due - leftAt, because)
  else if (due !== undefined) stored.push(due - leftAt)
  return stored
}

export function decodeVisits(text: string, at: number, enrollmentId: string, words: WordList): JournalEntry[] {
  const stored: StoredVisit[] = JSON.parse(text)
  return stored.map(([seq, step, kind, outlet, leftBefore, stayed, dueAfterLeft, because, detail]) => {
    const leftAt = at - leftBefore
    return {
      enrollmentId,
      seq,
      step: words.wordOf(step),
      kind: words.wordOf(kind),
      enteredAt: leftAt - stayed,
      leftAt,
      outlet: outlet <= NO_OUTLET ? null : words.wordOf(outlet),
      ...(outlet === INTERRUPTED && { isInterrupted: true }),
      ...(typeof dueAfterLeft === 'number' && { due: leftAt + dueAfterLeft }),
      ...(because && { because }),
      ...(detail && { detail }),
    }
  })
}
