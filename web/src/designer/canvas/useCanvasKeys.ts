import { useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, type RefObject, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesignerStore } from '../store/DesignerContext.ts'
import type { CanvasActions } from './CanvasActions.ts'
import { pressCanvasKey } from './canvas-keys.ts'

const ELSEWHERE = 'input, textarea, [contenteditable], [role="menu"], [role="dialog"]'

/**
 * The canvas by keyboard. On a card: arrows go to the next one, Alt and arrows move it, Enter opens it, A adds after it,
 * M or the menu key shows what can be done with it, Delete removes it. On the canvas itself arrows move the view.
 */
export function useCanvasKeys(root: RefObject<HTMLElement | null>, actions: CanvasActions) {
  const store = useDesignerStore()
  const { getViewport, setViewport, zoomIn, zoomOut, fitView } = useReactFlow()
  const { t } = useTranslation('designer')
  return useCallback(
    (event: KeyboardEvent<HTMLElement>): void => {
      const { target } = event
      if (!(target instanceof HTMLElement) || !root.current || target.closest(ELSEWHERE)) return
      const node = target.closest<HTMLElement>('.react-flow__node')
      // A button on a card has keys of its own.
      if (target !== root.current && target !== node) return
      const isDone = pressCanvasKey(
        {
          key: event.key,
          isShift: event.shiftKey,
          isAlt: event.altKey,
          isCommand: event.ctrlKey || event.metaKey,
          node: node ?? undefined,
        },
        {
          store,
          actions,
          root: root.current,
          pan: (dx, dy) => {
            const { x, y, zoom } = getViewport()
            void setViewport({ x: x + dx, y: y + dy, zoom })
          },
          zoom: (way) => void (way === 'in' ? zoomIn : zoomOut)({ duration: 150 }),
          fit: () => void fitView({ padding: 0.1, maxZoom: 1, duration: 250 }),
          say: (what, count) => {
            if (count > 0) store.getState().setView({ announcement: t(`say.${what}`, { count }) })
          },
        },
      )
      if (isDone) event.preventDefault()
    },
    [store, root, actions, getViewport, setViewport, zoomIn, zoomOut, fitView, t],
  )
}
