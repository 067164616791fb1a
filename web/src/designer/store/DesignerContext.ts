import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { DesignerState, DesignerStore } from './designer-store.ts'

const Context = createContext<DesignerStore | undefined>(undefined)
export const DesignerProvider = Context.Provider

/** The store itself, for what happens in answer to an event. */
export function useDesignerStore(): DesignerStore {
  const store = useContext(Context)
  if (!store) throw new Error('The parts of the designer stand inside a DesignerProvider')
  return store
}

/** A part of the designer's state; rendered anew only when that part changes. */
export function useDesigner<Part>(select: (state: DesignerState) => Part): Part {
  return useStore(useDesignerStore(), select)
}

/** How far one can go back and forward. */
export function useHistory(): { readonly canUndo: boolean; readonly canRedo: boolean; undo(): void; redo(): void } {
  const store = useDesignerStore()
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0)
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0)
  return { canUndo, canRedo, undo: () => undo(store), redo: () => redo(store) }
}

export function undo(store: DesignerStore): void {
  if (store.getState().viewed) return
  store.endGroup()
  store.temporal.getState().undo()
  dropLostSelection(store)
}

export function redo(store: DesignerStore): void {
  if (store.getState().viewed) return
  store.endGroup()
  store.temporal.getState().redo()
  dropLostSelection(store)
}

/** What is no longer there can no longer be selected. */
function dropLostSelection(store: DesignerStore): void {
  const { flow, selection, select } = store.getState()
  select([...selection].filter((id) => id.startsWith('@') || Object.hasOwn(flow.steps, id)))
}
