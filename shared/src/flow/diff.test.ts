import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { diffFlows } from './diff.ts'

const bye = { kind: 'end', reason: 'done', outcome: 'neutral' }
const pause = { kind: 'wait', for: 'P3D', next: { done: 'bye' } }
const before = aFlow({ pause, bye }, { entry: [{ on: 'event', event: 'form_submitted' }] })
const messages = (after: Parameters<typeof aFlow>[0], rest: object = { entry: before.entry }) =>
  diffFlows(before, aFlow(after, rest)).map(({ message }) => message)

describe('the difference between two flows', () => {
  test('never counts the canvas, labels, notes and descriptions', () => {
    const dressed = aFlow(
      { bye: { ...bye, label: 'Bye' }, pause: { ...pause, note: 'why three?' } },
      {
        entry: before.entry,
        start: 'pause',
        description: 'x',
        layout: { bye: [5, 5] },
        notes: [{ at: [0, 0], text: 'x' }],
      },
    )
    expect(diffFlows(before, dressed)).toEqual([])
  })

  test('tells a parameter with its value before and after', () => {
    expect(diffFlows(before, aFlow({ pause: { ...pause, for: 'P5D' }, bye }, { entry: before.entry }))).toEqual([
      {
        type: 'step_changed',
        step: 'pause',
        field: 'for',
        before: 'P3D',
        after: 'P5D',
        message: 'Step "pause": for changed from "P3D" to "P5D".',
      },
    ])
  })

  test('tells steps that came and went, and connections that moved', () => {
    expect(
      messages({ pause: { ...pause, next: { done: 'mail' } }, mail: { kind: 'email', message: 'welcome' } }),
    ).toEqual([
      'Step "pause": "done" leads to "mail" instead of "bye".',
      'Step "mail" (email) was added: Send e-mail “welcome”.',
      'Step "bye" (end) was removed.',
    ])
    expect(messages({ pause: { ...pause, next: {} }, bye })).toEqual([
      'Step "pause": "done" leads nowhere any more (it led to "bye").',
    ])
    expect(messages({ pause: { ...pause, next: { done: 'bye', missing: 'bye' } }, bye })).toEqual([
      'Step "pause": "missing" now leads to "bye".',
    ])
  })

  test('tells a step that became another kind by its parts', () => {
    expect(messages({ pause: { kind: 'score', reason: 'x', next: { done: 'bye' } }, bye })).toEqual([
      'Step "pause": kind changed from "wait" to "score".',
      'Step "pause": for was removed (it was "P3D").',
      'Step "pause": reason is now "x".',
    ])
  })

  test('tells what changed about the flow itself', () => {
    expect(
      messages(
        { pause, bye },
        { entry: [{ on: 'event', event: 'demo_booked' }], start: 'bye', timezone: 'Europe/Paris' },
      ),
    ).toEqual([
      `The flow's timezone is now "Europe/Paris".`,
      `The flow's start changed from "pause" to "bye".`,
      `The flow's entry[0].event changed from "form_submitted" to "demo_booked".`,
    ])
  })

  test('compares the paths of a branch by their outlets', () => {
    const when = (country: string) => ({
      combinator: 'and',
      rules: [{ field: 'contact.country', operator: '=', value: country }],
    })
    const fork = (...outlets: [string, string][]) =>
      aFlow({
        fork: {
          kind: 'branch',
          paths: outlets.map(([outlet, country]) => ({ outlet, name: outlet, when: when(country) })),
        },
      })
    const old = fork(['fr', 'FR'], ['de', 'DE'])
    expect(diffFlows(old, fork(['de', 'DE']))).toMatchObject([{ field: 'paths[0]', before: { outlet: 'fr' } }])
    expect(diffFlows(old, fork(['fr', 'BE'], ['de', 'DE']))).toMatchObject([
      { field: 'paths[0].when.rules[0].value', before: 'FR', after: 'BE' },
    ])
    expect(diffFlows(old, fork(['de', 'DE'], ['fr', 'FR']))).toMatchObject([
      { field: 'paths (order)', before: ['fr', 'de'], after: ['de', 'fr'] },
    ])
  })

  test('of any flow with itself is none, and of two flows is as many the other way round', () => {
    fc.assert(
      fc.property(flowArbitrary, flowArbitrary, (a, b) => {
        expect(diffFlows(a, structuredClone(a))).toEqual([])
        expect(diffFlows(b, a)).toHaveLength(diffFlows(a, b).length)
      }),
    )
  })
})
