import type { Flow } from '@couveuse/shared/flow/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFlow, flowOf, smallFlow } from '../testing/flows.ts'
import { cardSize } from './card-size.ts'
import { type Places, placesOf, tidyLayout } from './layout.ts'

function overlaps(flow: Flow, places: Places): string[] {
  const boxes = Object.entries(flow.steps).map(([id, step]) => {
    const [x, y] = places[id] ?? [Number.NaN, Number.NaN]
    const { width, height } = cardSize(step, true)
    return { id, x, y, width, height }
  })
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
      return isApart ? [] : [`${a.id} on ${b.id}`]
    }),
  )
}

describe('a flow that is tidied up', () => {
  it('has a place for every step, and no card covers another', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const places = tidyLayout(flow)
        expect(Object.keys(places).sort()).toEqual(Object.keys(flow.steps).sort())
        expect(overlaps(flow, places)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('starts at the origin and goes down', () => {
    const places = tidyLayout(smallFlow())
    expect(places.welcome).toEqual([0, 0])
    const rows = ['welcome', 'pause', 'ripe', 'sales'].map((id) => places[id]?.[1] ?? 0)
    expect(rows).toEqual([...rows].sort((a, b) => a - b))
    expect(new Set(rows).size).toBe(4)
  })

  it('has what follows the outlets of a step in the order of the outlets', () => {
    const places = tidyLayout(smallFlow())
    expect(places.sales?.[0]).toBeLessThan(places.bye?.[0] ?? 0)
  })

  it('keeps its places when it is tidied again', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(tidyLayout(flow)).toEqual(tidyLayout({ ...flow, layout: {} }))
      }),
      { numRuns: 20 },
    )
  })

  it('may be a chain of a thousand steps', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `s${index}`,
        { kind: 'score', engagement: 1, reason: 'x', ...(index < 999 ? { next: { done: `s${index + 1}` } } : {}) },
      ]),
    )
    expect(Object.keys(tidyLayout(flowOf(steps)))).toHaveLength(1000)
  })
})

describe('the places of a flow', () => {
  it('are those it was drawn with', () => {
    const flow = smallFlow()
    const layout = { welcome: [0, 0], pause: [500, 20], ripe: [0, 400], sales: [0, 600], bye: [300, 600] }
    const drawn = flowOf({ ...flow.steps }, { layout })
    expect(placesOf(drawn)).toBe(drawn.layout)
  })

  it('that nobody gave are found below those somebody gave', () => {
    const drawn = flowOf({ ...smallFlow().steps }, { layout: { welcome: [0, 0], pause: [0, 900] } })
    const places = placesOf(drawn)
    expect(places.pause).toEqual([0, 900])
    expect(places.ripe?.[1]).toBeGreaterThan(900)
    expect(overlaps(drawn, places)).toEqual([])
  })
})
