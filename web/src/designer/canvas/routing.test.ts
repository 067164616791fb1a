import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFlow, smallFlow } from '../testing/flows.ts'
import { cardSize } from './card-size.ts'
import { createEdgeDeriver } from './derive-edges.ts'
import { tidyLayout } from './layout.ts'
import { distanceTo, middleOf, pathOf, routeWay } from './routing.ts'

const card = (id: string, left: number, top: number) => ({ id, left, right: left + 260, top, bottom: top + 114 })

describe('a way between two cards', () => {
  it('goes straight down where the card below is under its outlet', () => {
    const to = { left: 0, right: 260, y: 200 }
    expect(routeWay({ from: [65, 114], to, lane: 0 }, [card('a', 0, 0), card('b', 0, 200)])).toEqual([
      [65, 114],
      [65, 200],
    ])
  })

  it('goes round a card that stands in between', () => {
    const boxes = [card('a', 0, 0), card('between', 0, 200), card('b', 0, 400)]
    const points = routeWay({ from: [130, 114], to: { left: 0, right: 260, y: 400 }, lane: 0 }, boxes)
    expect(points.length).toBeGreaterThan(2)
    expect(crosses(points, boxes[1] ?? card('', 0, 0))).toBe(false)
  })

  it('comes into a card above it from above', () => {
    const boxes = [card('a', 0, 400), card('b', 0, 0)]
    const points = routeWay({ from: [130, 514], to: { left: 0, right: 260, y: 0 }, lane: 0 }, boxes)
    expect(points.at(-1)).toEqual([130, 0])
    expect(points.at(-2)?.[1]).toBeLessThan(0)
    for (const box of boxes) expect(crosses(points, box)).toBe(false)
  })

  it('has right angles only, and never goes through a card upwards or downwards', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const places = tidyLayout(flow)
        const boxes = Object.entries(flow.steps).map(([id, step]) => {
          const [left, top] = places[id] ?? [0, 0]
          const { width, height } = cardSize(step, true)
          return { id, left, right: left + width, top, bottom: top + height }
        })
        for (const { data } of createEdgeDeriver()(flow, places, {}, true)) {
          const points = data?.points ?? []
          for (const [index, [x, y]] of points.slice(1).entries()) {
            const [px, py] = points[index] ?? [x, y]
            expect(Math.abs(px - x) < 0.01 || Math.abs(py - y) < 0.01).toBe(true)
          }
          for (const box of boxes) expect(crossesUpright(points, box), `${box.id}: ${points.join(' ')}`).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the drawing of a way', () => {
  it('begins and ends where the way does', () => {
    const path = pathOf([
      [0, 0],
      [0, 50],
      [100, 50],
    ])
    expect(path.startsWith('M0,0')).toBe(true)
    expect(path.endsWith('L100,50')).toBe(true)
  })

  it('carries its tools in the middle of its longest stretch', () => {
    expect(
      middleOf([
        [0, 0],
        [0, 20],
        [100, 20],
        [100, 30],
      ]),
    ).toEqual([50, 20])
  })

  it('is as near as its nearest stretch', () => {
    const points = [
      [0, 0],
      [0, 100],
    ] as const
    expect(distanceTo(points, [30, 50])).toBe(30)
    expect(distanceTo(points, [0, 140])).toBe(40)
  })
})

describe('the ways of a flow', () => {
  it('are the very same objects while the drawing stays as it is', () => {
    const derive = createEdgeDeriver()
    const flow = smallFlow()
    const places = tidyLayout(flow)
    const before = derive(flow, places, {}, false)
    const { welcome } = flow.steps
    const renamed = { ...flow, steps: { ...flow.steps, ...(welcome ? { welcome: { ...welcome, label: 'Hi' } } : {}) } }
    expect(derive(renamed, places, {}, false)).toBe(before)
  })

  it('lead from the entry, from every drawn outlet, and back where a step returns to nurture', () => {
    const edges = createEdgeDeriver()(smallFlow(), tidyLayout(smallFlow()), {}, false)
    expect(edges.map(({ id, target }) => `${id} -> ${target}`)).toEqual([
      '@entry:start -> welcome',
      'welcome:sent -> pause',
      'pause:done -> ripe',
      'ripe:yes -> sales',
      'ripe:else -> bye',
    ])
  })
})

type Box = ReturnType<typeof card>

function crosses(points: readonly (readonly [number, number])[], box: Box): boolean {
  return points.slice(1).some(([x, y], index) => {
    const [px, py] = points[index] ?? [x, y]
    return (
      Math.max(px, x) > box.left + 1 &&
      Math.min(px, x) < box.right - 1 &&
      Math.max(py, y) > box.top + 1 &&
      Math.min(py, y) < box.bottom - 1
    )
  })
}

/** Only upright stretches are kept clear of cards: rows leave room for the level ones. */
function crossesUpright(points: readonly (readonly [number, number])[], box: Box): boolean {
  return points.slice(1).some(([x, y], index) => {
    const [px, py] = points[index] ?? [x, y]
    const isInside = x > box.left + 1 && x < box.right - 1
    return px === x && isInside && Math.max(py, y) > box.top + 1 && Math.min(py, y) < box.bottom - 1
  })
}
