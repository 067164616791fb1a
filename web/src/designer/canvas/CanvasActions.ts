import type { Outlet, Point } from '@couveuse/shared/flow/edit'
import { createContext, useContext } from 'react'

interface ScreenPoint {
  readonly x: number
  readonly y: number
}

/** What nodes and ways ask of the canvas around them. */
export interface CanvasActions {
  selectOutlet(outlet: Outlet): void
  /** opens the menu of kinds where something was clicked */
  openInsert(where: { readonly after?: Outlet; readonly at?: Point }, event: { clientX: number; clientY: number }): void
  openStepMenu(step: string, at: ScreenPoint): void
  /** the mouse is over a way, or has left it */
  hoverWay(id: string | undefined): void
}

const Context = createContext<CanvasActions | undefined>(undefined)
export const CanvasActionsProvider = Context.Provider

export function useCanvasActions(): CanvasActions {
  const actions = useContext(Context)
  if (!actions) throw new Error('Nodes and ways stand on a canvas')
  return actions
}
