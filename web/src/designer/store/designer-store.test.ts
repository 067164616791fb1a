import { describe, expect, it } from 'vitest'
import { tidyLayout } from '../canvas/layout.ts'
import { smallFlow } from '../testing/flows.ts'
import { redo, undo } from './DesignerContext.ts'
import { createDesignerStore } from './designer-store.ts'
import { duplicateSelection, removeSelection } from './selection-edits.ts'

function open() {
  let at = 0
  const store = createDesignerStore(smallFlow(), () => at)
  return { store, pass: (milliseconds: number) => (at += milliseconds), flow: () => store.getState().flow }
}

describe('the draft', () => {
  it('is edited, undone and redone', () => {
    const { store, flow } = open()
    store.getState().edit({ type: 'set_label', id: 'welcome', label: 'Hello' })
    expect(flow().steps.welcome?.label).toBe('Hello')
    undo(store)
    expect(flow().steps.welcome?.label).toBe('Welcome')
    redo(store)
    expect(flow().steps.welcome?.label).toBe('Hello')
  })

  it('takes the letters of a word as one change', () => {
    const { store, pass, flow } = open()
    for (const label of ['H', 'He', 'Hel']) {
      store.getState().edit({ type: 'set_label', id: 'welcome', label }, 'label welcome')
      pass(200)
    }
    undo(store)
    expect(flow().steps.welcome?.label).toBe('Welcome')
  })

  it('takes letters after a pause, or in another field, as another change', () => {
    const { store, pass, flow } = open()
    const write = (id: string, label: string) => store.getState().edit({ type: 'set_label', id, label }, `label ${id}`)
    write('welcome', 'A')
    pass(5_000)
    write('welcome', 'AB')
    write('pause', 'P')
    undo(store)
    expect([flow().steps.welcome?.label, flow().steps.pause?.label]).toEqual(['AB', undefined])
    undo(store)
    expect(flow().steps.welcome?.label).toBe('A')
  })

  it('forgets what was undone once something else is done', () => {
    const { store } = open()
    store.getState().edit({ type: 'set_label', id: 'welcome', label: 'A' })
    undo(store)
    store.getState().edit({ type: 'set_label', id: 'welcome', label: 'B' })
    expect(store.temporal.getState().futureStates).toEqual([])
  })

  it('does not remember an edit that changes nothing', () => {
    const { store } = open()
    store.getState().edit({ type: 'set_label', id: 'welcome', label: 'Welcome' })
    store.getState().edit({ type: 'connect', from: 'welcome', outlet: 'sent', to: 'pause' })
    expect(store.temporal.getState().pastStates.length).toBeLessThanOrEqual(1)
    expect(store.getState().flow.steps).toEqual(smallFlow().steps)
  })

  it('writes down where the cards were seen, with its first edit', () => {
    const { store, flow } = open()
    store.getState().edit({ type: 'set_label', id: 'welcome', label: 'Hello' })
    expect(flow().layout).toEqual(tidyLayout(smallFlow()))
  })

  it('cannot be changed while an old version is looked at', () => {
    const { store, flow } = open()
    store.getState().setView({ viewed: { version: 1, flow: smallFlow() } })
    store.getState().edit({ type: 'remove_steps', ids: ['welcome'] })
    expect(Object.keys(flow().steps)).toContain('welcome')
  })
})

describe('what is selected', () => {
  it('decides what the inspector shows', () => {
    const { store } = open()
    const { select } = store.getState()
    select(['pause'])
    expect(store.getState().tab).toBe('step')
    select(['@entry'])
    expect(store.getState().tab).toBe('entry')
    select(['pause'])
    select([])
    expect(store.getState().tab).toBe('settings')
  })

  it('is an outlet for as long as its step is', () => {
    const { store } = open()
    store.getState().selectOutlet({ from: 'ripe', outlet: 'else' })
    expect([...store.getState().selection]).toEqual(['ripe'])
    store.getState().select(['pause'])
    expect(store.getState().outlet).toBeUndefined()
  })

  it('goes with a step that an undo takes away', () => {
    const { store } = open()
    store.getState().edit({ type: 'add_step', id: 'new', step: { kind: 'goal', name: 'x' }, at: [0, 0] })
    store.getState().select(['new'])
    undo(store)
    expect([...store.getState().selection]).toEqual([])
  })

  it('is removed; one step alone closes its gap', () => {
    const { store, flow } = open()
    store.getState().select(['pause'])
    expect(removeSelection(store)).toBe(1)
    expect(flow().steps.welcome?.next).toEqual({ sent: 'ripe' })
    store.getState().select(['sales', 'bye'])
    expect(removeSelection(store)).toBe(2)
    expect(Object.keys(flow().steps)).toEqual(['welcome', 'ripe'])
  })

  it('is duplicated beside itself, with the ways inside it, and the copies are selected', () => {
    const { store, flow } = open()
    store.getState().select(['ripe', 'bye'])
    expect(duplicateSelection(store)).toBe(2)
    expect([...store.getState().selection]).toEqual(['ripe-2', 'bye-2'])
    expect(flow().steps['ripe-2']?.next).toEqual({ else: 'bye-2' })
  })
})
