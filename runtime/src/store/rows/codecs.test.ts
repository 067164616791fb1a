import { ENROLLMENT_STATUSES } from '@couveuse/shared/contract/words'
import type { Enrollment, JournalEntry } from '@couveuse/shared/engine/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MONDAY } from '../../testing/store-fixture.ts'
import type { FlowKeys, WordList } from './dictionary.ts'
import { decodeEnrollment, type EnrollmentRow, encodeState, statusNumber } from './enrollment-codec.ts'
import { decodeVisits, encodeVisits } from './journal-codec.ts'
import { decodeWatch, encodeWatch } from './watch-codec.ts'

const known: string[] = ['']
const words: WordList = {
  idOf: (word) => (known.includes(word) ? known.indexOf(word) : known.push(word) - 1),
  find: (word) => known.indexOf(word),
  wordOf: (id) => known[id] ?? expect.fail(`no word ${id}`),
}
const flows: FlowKeys = {
  ...{ idOf: () => 1, find: () => 1, keyOf: () => 'nurture', isDeleted: () => false },
  ...{ added: () => undefined, deleted: () => undefined },
}

const instant = fc.integer({ min: 0, max: 4 * MONDAY })
const step = fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/)
const text = fc.string({ maxLength: 12 })
// Objects as JSON gives them back: no undefined, no -0.
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)))
const object = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  json,
  { maxKeys: 3, noNullPrototype: true },
)
const because = fc.record({
  holds: fc.boolean(),
  combinator: fc.constantFrom('and' as const, 'or' as const),
  rules: fc.array(fc.record({ field: text, operator: text, seen: json, holds: fc.boolean() }), { maxLength: 2 }),
})

const enrollments: fc.Arbitrary<Enrollment> = fc
  .record(
    {
      ordinal: fc.integer({ min: 1, max: 1e6 }),
      moves: fc.array(fc.record({ at: instant, version: fc.nat(), seq: fc.nat() }, { noNullPrototype: true }), {
        minLength: 1,
      }),
      version: fc.integer({ min: 1, max: 1000 }),
      status: fc.constantFrom(...ENROLLMENT_STATUSES),
      reason: fc.option(step),
      failure: text,
      step: fc.option(step),
      rest: fc.option(
        fc.record(
          {
            enteredAt: instant,
            wakeAt: fc.option(instant),
            memory: object,
            held: fc.constantFrom({ type: 'timer' as const }, { type: 'event' as const, eventId: 'e' }),
            isReleased: fc.constant(true as const),
          },
          { requiredKeys: ['enteredAt', 'wakeAt', 'memory'], noNullPrototype: true },
        ),
      ),
      seq: fc.nat(),
      visits: fc.dictionary(step, fc.integer({ min: 1, max: 200 }), { maxKeys: 4, noNullPrototype: true }),
      vars: object,
      entry: fc.record(
        { trigger: step, event: text, eventId: text, properties: object },
        { requiredKeys: ['trigger', 'properties'], noNullPrototype: true },
      ),
      enteredAt: instant,
      endedAt: instant,
      messages: fc.dictionary(
        step,
        fc.record({ key: fc.oneof(text, fc.constant('ada.7:3')), queuedAt: instant }, { noNullPrototype: true }),
        { maxKeys: 2, noNullPrototype: true },
      ),
      because,
    },
    {
      requiredKeys: [
        ...(['ordinal', 'version', 'status', 'reason', 'step', 'rest', 'seq', 'visits', 'vars', 'entry'] as const),
        ...(['enteredAt', 'messages'] as const),
      ],
      noNullPrototype: true,
    },
  )
  .map((given) => ({ ...given, id: `ada.${given.ordinal}`, contactId: 'ada', flow: 'nurture' }))

const visits: fc.Arbitrary<JournalEntry> = fc
  .record(
    {
      seq: fc.nat(),
      step,
      kind: step,
      enteredAt: instant,
      leftAt: instant,
      outlet: fc.option(step),
      isInterrupted: fc.constant(true as const),
      due: instant,
      because: fc.array(because, { maxLength: 2 }),
      detail: object,
    },
    { requiredKeys: ['seq', 'step', 'kind', 'enteredAt', 'leftAt', 'outlet'], noNullPrototype: true },
  )
  .map(({ isInterrupted, ...visit }) => ({
    ...{ ...visit, enrollmentId: 'ada.1' },
    ...(isInterrupted && visit.outlet === null && { isInterrupted }),
  }))

describe('What rows keep', () => {
  test('of an enrollment is the whole enrollment', () => {
    fc.assert(
      fc.property(enrollments, (enrollment) => {
        const { ordinal, version, status, reason, step: at, seq, rest, enteredAt, endedAt, entry } = enrollment
        const word = (text: string | null) => (text === null ? null : words.idOf(text))
        const row: EnrollmentRow = [
          ...([ordinal, 1, version, statusNumber(status)] as const),
          ...([word(reason), word(at), seq, enteredAt] as const),
          ...([rest?.enteredAt ?? null, rest?.wakeAt ?? null, endedAt ?? null] as const),
          ...([words.idOf(entry.trigger), null, encodeState(enrollment, words)] as const),
        ]
        expect(decodeEnrollment('ada', row, { words, flows })).toEqual(enrollment)
      }),
    )
  })

  test('of a journal is every visit', () => {
    fc.assert(
      fc.property(fc.array(visits, { maxLength: 4 }), instant, (journal, at) => {
        expect(decodeVisits(encodeVisits(journal, at, words), at, 'ada.1', words)).toEqual(journal)
      }),
    )
  })

  test('of what was noticed is all of it', () => {
    const watch = fc.record({
      score: fc.record({ fit: fc.integer(), engagement: fc.integer() }),
      segments: fc.dictionary(step, fc.boolean(), { noNullPrototype: true }),
      dates: fc.dictionary(step, fc.record({ value: text, since: instant, isDone: fc.boolean() }), {
        noNullPrototype: true,
      }),
      pending: fc.array(fc.record({ flow: step, at: instant })),
      lastActivityAt: instant,
      checkAt: fc.option(instant),
    })
    fc.assert(
      fc.property(watch, (noticed) => {
        expect(decodeWatch(encodeWatch(noticed))).toEqual(noticed)
      }),
    )
  })
})
