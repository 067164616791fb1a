import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow, aStep } from '../testing/flow-builder.ts'
import { applyEdit, type Edit } from './apply-edit.ts'
import { copySteps } from './copy-steps.ts'
import type { Flow } from './schema.ts'

const id = fc.constantFrom('s1', 's2', 's3', 'new', 'constructor')
const outlet = fc.constantFrom('done', 'sent', 'ok', 'a')
const at = fc.tuple(fc.integer(), fc.integer())
const step = fc.constantFrom(
  aStep({ kind: 'score', reason: 'x' }),
  aStep({ kind: 'wait', for: 'P1D' }),
  aStep({ kind: 'end', reason: 'x', outcome: 'neutral' }),
)

function editArbitrary(flow: Flow): fc.Arbitrary<Edit> {
  const clip = copySteps(flow, Object.keys(flow.steps).slice(0, 2))
  const single: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ type: fc.constant('add_step' as const), id, step, at }),
    fc.record({ type: fc.constant('insert_step' as const), id, step, into: fc.record({ from: id, outlet }), at }),
    fc.record({ type: fc.constant('remove_steps' as const), ids: fc.array(id) }),
    fc.record({ type: fc.constant('remove_and_close' as const), id }),
    fc.record({ type: fc.constant('connect' as const), from: id, outlet, to: id }),
    fc.record({ type: fc.constant('disconnect' as const), from: id, outlet }),
    fc.record({ type: fc.constant('set_step' as const), id, step }),
    fc.record({ type: fc.constant('set_label' as const), id, label: fc.string() }),
    fc.record({ type: fc.constant('set_note' as const), id, note: fc.string() }),
    fc.record({ type: fc.constant('move_steps' as const), places: fc.dictionary(id, at) }),
    fc.constant<Edit>({ type: 'set_flow', settings: { timezone: 'Europe/Paris', name: 'Other', audience: undefined } }),
    fc.constant<Edit>({ type: 'add_note', note: { at: [0, 0], text: 'x' } }),
    fc.record({ type: fc.constant('change_note' as const), index: fc.nat(2), change: fc.constant({ text: 'y' }) }),
    fc.record({ type: fc.constant('remove_note' as const), index: fc.nat(2) }),
    fc.constant<Edit>(clip ? { type: 'paste', clip, offset: [10, 10] } : { type: 'all', edits: [] }),
    fc.constant<Edit>({ type: 'replace', flow: aFlow({ other: { kind: 'score', reason: 'x' } }) }),
  )
  return fc.oneof(
    { weight: 4, arbitrary: single },
    fc.array(single, { maxLength: 4 }).map((edits): Edit => ({ type: 'all', edits })),
  )
}

/** Equal down to the order of steps: that order is what people export and read. */
const asText = (flow: Flow) =>
  JSON.stringify(flow.steps) + JSON.stringify(Object.entries(flow).sort(([a], [b]) => (a < b ? -1 : 1)))

describe('an edit', () => {
  test('is undone by its inverse, and done again by the inverse of that', () => {
    fc.assert(
      fc.property(
        flowArbitrary.chain((flow) => fc.tuple(fc.constant(flow), editArbitrary(flow))),
        ([flow, edit]) => {
          const before = asText(flow)
          const done = applyEdit(flow, edit)
          const undone = applyEdit(done.flow, done.inverse)
          expect(asText(undone.flow)).toBe(before)
          expect(asText(applyEdit(undone.flow, undone.inverse).flow)).toBe(asText(done.flow))
          expect(asText(flow)).toBe(before)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('and its inverse survive being kept as JSON', () => {
    const flow = aFlow({ a: { kind: 'score', reason: 'x', next: { done: 'b' } }, b: { kind: 'score', reason: 'y' } })
    const { flow: edited, inverse } = applyEdit(flow, { type: 'remove_steps', ids: ['a'] })
    const kept: Edit = JSON.parse(JSON.stringify(inverse))
    expect(asText(applyEdit(edited, kept).flow)).toBe(asText(flow))
  })

  test('has an inverse that holds only what changed', () => {
    const flow = aFlow({ a: { kind: 'score', reason: 'x' }, b: { kind: 'score', reason: 'y' } })
    const { inverse } = applyEdit(flow, { type: 'set_label', id: 'b', label: 'B' })
    expect(inverse).toEqual({ type: 'restore', patch: { parts: {}, absent: [], steps: { b: flow.steps.b } } })
  })

  test('that changes nothing gives the very same flow', () => {
    const flow = aFlow({ a: { kind: 'score', reason: 'x' } })
    expect(applyEdit(flow, { type: 'remove_steps', ids: ['nowhere'] }).flow).toBe(flow)
  })
})
