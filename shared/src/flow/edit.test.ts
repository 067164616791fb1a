import { describe, expect, test } from 'vitest'
import { aFlow, aStep } from '../testing/flow-builder.ts'
import {
  addNote,
  addStep,
  changeNote,
  connect,
  disconnect,
  freeStepId,
  insertStep,
  moveSteps,
  removeNote,
  removeStepAndClose,
  removeSteps,
  setFlow,
  setLabel,
  setNote,
  setStep,
} from './edit.ts'

const score = (done?: string) => ({ kind: 'score', reason: 'x', ...(done ? { next: { done } } : {}) })
const chain = aFlow({ a: score('b'), b: score('c'), c: score() }, { layout: { a: [0, 0], b: [0, 140] } })
const when = { combinator: 'and', rules: [{ field: 'stage', operator: '=', value: 'mql' }] }

describe('adding a step', () => {
  test('puts it last and on its place, sharing every other step', () => {
    const flow = addStep(chain, 'd', aStep(score()), [50, 60])
    expect(Object.keys(flow.steps)).toEqual(['a', 'b', 'c', 'd'])
    expect(flow.layout.d).toEqual([50, 60])
    expect(flow.steps.a).toBe(chain.steps.a)
    expect(flow.start).toBe('a')
  })

  test('makes the first step of an empty flow its start', () => {
    const empty = { ...chain, steps: {}, start: '', layout: {} }
    expect(addStep(empty, 'first', aStep(score())).start).toBe('first')
  })

  test('refuses an id that is taken or is none', () => {
    expect(addStep(chain, 'a', aStep(score()))).toBe(chain)
    expect(addStep(chain, 'Big', aStep(score()))).toBe(chain)
  })

  test('into a connection leads on to where that led', () => {
    const flow = insertStep(chain, 'mail', aStep({ kind: 'email', message: 'm' }), {
      from: 'a',
      outlet: 'done',
      at: [0, 70],
    })
    expect(flow.steps.a?.next).toEqual({ done: 'mail' })
    expect(flow.steps.mail?.next).toEqual({ sent: 'b' })
    const loose = insertStep(chain, 'bye', aStep({ kind: 'end', reason: 'x', outcome: 'neutral' }), {
      from: 'c',
      outlet: 'done',
    })
    expect(loose.steps.c?.next).toEqual({ done: 'bye' })
    expect(loose.steps.bye?.next).toBeUndefined()
  })
})

describe('removing steps', () => {
  test('takes their places and the connections to them along', () => {
    const flow = removeSteps(chain, ['b', 'nowhere'])
    expect(flow.steps).toEqual({ a: { ...chain.steps.a, next: {} }, c: chain.steps.c })
    expect(flow.layout).toEqual({ a: [0, 0] })
    expect(flow.steps.c).toBe(chain.steps.c)
  })

  test('leaves the start to be chosen when it goes', () => {
    expect(removeSteps(chain, ['a']).start).toBe('')
    expect(removeSteps(chain, ['nowhere'])).toBe(chain)
  })

  test('and closing the gap leads on to the only target', () => {
    expect(removeStepAndClose(chain, 'b').steps.a?.next).toEqual({ done: 'c' })
    expect(removeStepAndClose(chain, 'a').start).toBe('b')
    expect(removeStepAndClose(chain, 'c')).toEqual(removeSteps(chain, ['c']))
    const fork = aFlow({
      a: score('b'),
      b: { kind: 'webhook', url: 'https://x.example', method: 'GET', next: { ok: 'c', failed: 'd' } },
      c: score(),
      d: score(),
    })
    expect(removeStepAndClose(fork, 'b').steps.a?.next).toEqual({})
    const loop = aFlow({ a: score('a') })
    expect(removeStepAndClose(loop, 'a').steps).toEqual({})
  })
})

describe('connections', () => {
  test('are drawn in place of what was there, and erased', () => {
    const drawn = connect(chain, { from: 'a', outlet: 'done' }, 'c')
    expect(drawn.steps.a?.next).toEqual({ done: 'c' })
    expect(disconnect(drawn, { from: 'a', outlet: 'done' }).steps.a?.next).toEqual({})
  })

  test('that change nothing leave the very same flow', () => {
    expect(connect(chain, { from: 'a', outlet: 'done' }, 'b')).toBe(chain)
    expect(connect(chain, { from: 'a', outlet: 'done' }, 'nowhere')).toBe(chain)
    expect(connect(chain, { from: 'constructor', outlet: 'done' }, 'b')).toBe(chain)
    expect(connect(chain, { from: 'a', outlet: '__proto__' }, 'b')).toBe(chain)
    expect(disconnect(chain, { from: 'c', outlet: 'done' })).toBe(chain)
    expect(disconnect(chain, { from: 'a', outlet: 'toString' })).toBe(chain)
  })
})

describe('changing a step', () => {
  const path = (outlet: string) => ({ outlet, name: outlet, when })
  const fork = aFlow({
    a: {
      kind: 'branch',
      label: 'Fork',
      note: 'why',
      paths: [path('hot'), path('warm')],
      next: { hot: 'b', warm: 'c', else: 'c' },
    },
    b: score(),
    c: score(),
  })
  const branchOf = (...outlets: string[]) => aStep({ kind: 'branch', paths: outlets.map(path) })

  test('keeps label, note and connections', () => {
    expect(setStep(fork, 'a', branchOf('hot', 'warm')).steps.a).toEqual(fork.steps.a)
    expect(setStep(chain, 'a', aStep({ kind: 'score', reason: 'y' })).steps.a).toEqual({
      kind: 'score',
      reason: 'y',
      next: { done: 'b' },
    })
  })

  test('lets a connection follow an outlet that was renamed', () => {
    expect(setStep(fork, 'a', branchOf('boiling', 'warm')).steps.a?.next).toEqual({
      boiling: 'b',
      warm: 'c',
      else: 'c',
    })
  })

  test('drops the connection of an outlet that is gone, and no other', () => {
    expect(setStep(fork, 'a', branchOf('warm')).steps.a?.next).toEqual({ warm: 'c', else: 'c' })
    expect(setStep(fork, 'a', branchOf('warm', 'hot')).steps.a?.next).toEqual({ hot: 'b', warm: 'c', else: 'c' })
  })

  test('sets and clears label and note', () => {
    expect(setLabel(chain, 'a', 'Points').steps.a?.label).toBe('Points')
    expect(setLabel(fork, 'a', '').steps.a).not.toHaveProperty('label')
    expect(setNote(fork, 'a', '').steps.a).not.toHaveProperty('note')
    expect(setNote(chain, 'nowhere', 'x')).toBe(chain)
  })

  test('moves steps on the canvas, and only steps that exist', () => {
    expect(moveSteps(chain, { a: [5, 5], nowhere: [1, 1] }).layout).toEqual({ a: [5, 5], b: [0, 140] })
    expect(moveSteps(chain, { a: [0, 0] })).toBe(chain)
  })
})

describe('changing the flow', () => {
  test('sets what is given and removes what is undefined', () => {
    const named = setFlow(chain, { name: 'Nurture', timezone: 'Europe/Paris' })
    expect(named).toMatchObject({ name: 'Nurture', timezone: 'Europe/Paris' })
    expect(setFlow(named, { timezone: undefined })).not.toHaveProperty('timezone')
    expect(named.steps).toBe(chain.steps)
  })

  test('adds, changes and removes notes', () => {
    const noted = addNote(addNote(chain, { at: [0, 0], text: 'a' }), { at: [1, 1], text: 'b', color: 'yellow' })
    expect(changeNote(noted, 1, { text: 'c', color: undefined }).notes).toEqual([
      noted.notes[0],
      { at: [1, 1], text: 'c' },
    ])
    expect(removeNote(noted, 0).notes).toEqual([{ at: [1, 1], text: 'b', color: 'yellow' }])
    expect(removeNote(chain, 0)).toBe(chain)
    expect(changeNote(chain, 0, { text: 'x' })).toBe(chain)
  })
})

describe('a free step id', () => {
  test.each([
    ['email', 'email-3'],
    ['Relancé à J+3', 'relance-a-j-3'],
    ['3 days', 'days'],
    ['***', 'step'],
    ['x'.repeat(60), 'x'.repeat(40)],
  ])('made from %j is %s', (wish, id) => {
    expect(freeStepId(wish, (taken) => ['email', 'email-2'].includes(taken))).toBe(id)
  })

  test('stays within 40 characters when it needs a number', () => {
    expect(freeStepId('x'.repeat(60), (id) => id === 'x'.repeat(40))).toBe(`${'x'.repeat(38)}-2`)
  })
})
