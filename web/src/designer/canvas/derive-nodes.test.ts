import { setLabel } from '@couveuse/shared/flow/edit'
import { describe, expect, it } from 'vitest'
import { smallFlow } from '../testing/flows.ts'
import { cardSize } from './card-size.ts'
import { createNodeDeriver } from './derive-nodes.ts'
import { tidyLayout } from './layout.ts'

const view = { selection: new Set<string>(), moving: {}, isLive: false, isReadOnly: false }

describe('the nodes of the canvas', () => {
  it('are the entry above the start, a card per step and the notes', () => {
    const flow = { ...smallFlow(), notes: [{ at: [400, 0] as [number, number], text: 'Ask Ana' }] }
    const nodes = createNodeDeriver()(flow, tidyLayout(flow), view)
    expect(nodes.map(({ id, type }) => `${type} ${id}`)).toEqual([
      'entry @entry',
      'step welcome',
      'step pause',
      'step ripe',
      'step sales',
      'step bye',
      'note @note:0',
    ])
    expect(nodes[0]?.position.y).toBeLessThan(nodes[1]?.position.y ?? 0)
  })

  it('have one handle per outlet, in their order, and know their size without the browser', () => {
    const flow = smallFlow()
    const sales = createNodeDeriver()(flow, tidyLayout(flow), view).find(({ id }) => id === 'sales')
    const sources = sales?.handles?.filter(({ type }) => type === 'source') ?? []
    expect(sources.map(({ id }) => id)).toEqual(['accepted', 'returned', 'won', 'lost', 'expired'])
    expect(sources.map(({ x }) => x)).toEqual(sources.map(({ x }) => x).sort((a, b) => a - b))
    expect(sales?.width).toBe(cardSize(flow.steps.sales ?? never(), false).width)
  })

  it('are the very same objects for all that did not move, and the very same list while nothing did', () => {
    const derive = createNodeDeriver()
    const flow = smallFlow()
    const places = tidyLayout(flow)
    const before = derive(flow, places, view)
    expect(derive(setLabel(flow, 'welcome', 'Hi'), places, view)).toBe(before)
    const after = derive(flow, places, { ...view, moving: { pause: [900, 900] } })
    expect(after.find(({ id }) => id === 'pause')?.position).toEqual({ x: 900, y: 900 })
    expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['pause'])
  })

  it('of an old version cannot be dragged', () => {
    const flow = smallFlow()
    const nodes = createNodeDeriver()(flow, tidyLayout(flow), { ...view, isReadOnly: true })
    expect(nodes.filter(({ draggable }) => draggable)).toEqual([])
  })
})

function never(): never {
  throw new Error('the sample has such a step')
}
