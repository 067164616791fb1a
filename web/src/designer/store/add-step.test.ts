import { describe, expect, it } from 'vitest'
import { emptyWorkspace } from '../../steps/workspace.ts'
import { cardSize } from '../canvas/card-size.ts'
import { ENTRY_NODE } from '../canvas/node-ids.ts'
import { flowOf, smallFlow } from '../testing/flows.ts'
import { addStepTo, usualOutlet } from './add-step.ts'
import { undo } from './DesignerContext.ts'
import { createDesignerStore, type DesignerStore } from './designer-store.ts'
import { knownPlaces } from './places.ts'

function covered(store: DesignerStore): string[] {
  const { flow } = store.getState()
  const boxes = Object.entries(knownPlaces(flow)).map(([id, [x, y]]) => {
    const step = flow.steps[id]
    return { id, x, y, ...(step ? cardSize(step, true) : { width: 0, height: 0 }) }
  })
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} on ${b.id}`),
  )
}

describe('a step that is added', () => {
  it('to an empty flow becomes its start', () => {
    const store = createDesignerStore(flowOf({}))
    const id = addStepTo(store, emptyWorkspace, { kind: 'email' })
    expect(store.getState().flow.start).toBe(id)
    expect([...store.getState().selection]).toEqual([id])
  })

  it('after an open outlet stands below it, straight under the first', () => {
    const store = createDesignerStore(flowOf({ hello: { kind: 'email', message: 'x' } }))
    const id = addStepTo(store, emptyWorkspace, { kind: 'wait', after: { from: 'hello', outlet: 'sent' } })
    expect(store.getState().flow.steps.hello?.next).toEqual({ sent: id })
    const [x, y] = knownPlaces(store.getState().flow)[id] ?? []
    expect(x).toBe(0)
    expect(y).toBeGreaterThan(100)
  })

  it('into a way leads on to where that led, and what is below makes room', () => {
    const store = createDesignerStore(smallFlow())
    const before = knownPlaces(store.getState().flow)
    const id = addStepTo(store, emptyWorkspace, { kind: 'sms', after: { from: 'welcome', outlet: 'sent' } })
    const { flow } = store.getState()
    expect(flow.steps.welcome?.next).toEqual({ sent: id })
    expect(flow.steps[id]?.next).toEqual({ sent: 'pause' })
    expect(knownPlaces(flow).pause?.[1]).toBeGreaterThan(before.pause?.[1] ?? 0)
    expect(covered(store)).toEqual([])
    undo(store)
    expect(Object.keys(store.getState().flow.steps)).toEqual(Object.keys(smallFlow().steps))
  })

  it('at the entry comes before all others', () => {
    const store = createDesignerStore(smallFlow())
    const id = addStepTo(store, emptyWorkspace, { kind: 'wait', after: { from: ENTRY_NODE, outlet: 'start' } })
    const { flow } = store.getState()
    expect(flow.start).toBe(id)
    expect(flow.steps[id]?.next).toEqual({ done: 'welcome' })
    expect(covered(store)).toEqual([])
  })

  it('ten times after the same outlet never covers another card', () => {
    const store = createDesignerStore(smallFlow())
    for (let round = 0; round < 10; round += 1) {
      addStepTo(store, emptyWorkspace, { kind: 'score', after: { from: 'ripe', outlet: 'yes' } })
    }
    expect(covered(store)).toEqual([])
  })

  it('where it was dropped stays there', () => {
    const store = createDesignerStore(smallFlow())
    const id = addStepTo(store, emptyWorkspace, { kind: 'goal', at: [740, 300] })
    expect(store.getState().flow.layout[id]).toEqual([740, 300])
  })
})

describe('where the palette adds when nothing else is said', () => {
  const flow = smallFlow()
  it.each([
    ['the selected outlet', ['ripe'], { from: 'ripe', outlet: 'else' }, { from: 'ripe', outlet: 'else' }],
    ['the first open outlet of the selected step', ['sales'], undefined, { from: 'sales', outlet: 'accepted' }],
    ['into the first way of a step whose outlets are drawn', ['pause'], undefined, { from: 'pause', outlet: 'done' }],
    ['the end of the main way, with nothing selected', [], undefined, { from: 'sales', outlet: 'accepted' }],
    ['nowhere after a step that has no outlet', ['bye'], undefined, undefined],
  ])('is %s', (_, selection, outlet, expected) => {
    expect(usualOutlet(flow, new Set(selection), outlet)).toEqual(expected)
  })
})
