import { useEffect, useMemo, useRef, useState } from 'react'
import { useDesignerStore } from '../store/DesignerContext.ts'
import type { CanvasActions } from './CanvasActions.ts'

export interface OpenMenu {
  readonly step: string
  readonly at: { readonly x: number; readonly y: number }
}

/** The way's tools stay for a moment after the mouse left, so that it can go over to them. */
const LINGER = 180

/** What nodes and ways may ask of this canvas. */
export function useCanvasActionsOf(): {
  readonly actions: CanvasActions
  readonly menu: OpenMenu | undefined
  readonly closeMenu: () => void
} {
  const store = useDesignerStore()
  const [menu, setMenu] = useState<OpenMenu>()
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leaving.current), [])

  const actions = useMemo<CanvasActions>(
    () => ({
      selectOutlet(outlet) {
        const { outlet: before, selectOutlet } = store.getState()
        const isSame = before?.from === outlet.from && before.outlet === outlet.outlet
        selectOutlet(isSame ? undefined : outlet)
      },
      openInsert(where, { clientX, clientY }) {
        const { setView, viewed } = store.getState()
        if (viewed) return
        setView({ insertion: { ...where, screen: { x: clientX, y: clientY } }, hoveredWay: undefined })
      },
      openStepMenu(step, at) {
        store.getState().select([step])
        // A key outside closes a menu, and the key that opens this one is still on its way up.
        requestAnimationFrame(() => setMenu({ step, at }))
      },
      hoverWay(id) {
        clearTimeout(leaving.current)
        if (id !== undefined) store.getState().setView({ hoveredWay: id })
        else leaving.current = setTimeout(() => store.getState().setView({ hoveredWay: undefined }), LINGER)
      },
    }),
    [store],
  )
  return { actions, menu, closeMenu: () => setMenu(undefined) }
}
