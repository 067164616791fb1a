import { useReducedMotion } from '@mantine/hooks'
import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesignerStore } from '../store/DesignerContext.ts'
import { knownPlaces } from '../store/places.ts'
import { type Places, tidyLayout } from './layout.ts'

const GLIDE = 320

/** Lays the flow out anew. The cards glide to their places, so that the eye can follow; one undo takes it back. */
export function useTidyUp(): () => void {
  const store = useDesignerStore()
  const { fitView } = useReactFlow()
  const { t } = useTranslation('designer')
  const isStill = useReducedMotion()
  const frame = useRef(0)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  return useCallback(() => {
    const { flow, edit, setView } = store.getState()
    const from = knownPlaces(flow)
    const to = tidyLayout(flow)
    cancelAnimationFrame(frame.current)
    const settle = (): void => {
      store.endGroup()
      setView({ moving: {}, announcement: t('say.tidied') })
      edit({ type: 'move_steps', places: to })
      requestAnimationFrame(() => void fitView({ padding: 0.1, maxZoom: 1, duration: 250 }))
    }
    if (isStill) return settle()
    const begin = performance.now()
    const step = (now: number): void => {
      const part = Math.min(1, (now - begin) / GLIDE)
      if (part === 1) return settle()
      setView({ moving: between(from, to, 1 - (1 - part) ** 3) })
      frame.current = requestAnimationFrame(step)
    }
    frame.current = requestAnimationFrame(step)
  }, [store, fitView, isStill, t])
}

function between(from: Places, to: Places, part: number): Places {
  return Object.fromEntries(
    Object.entries(to).map(([id, [x, y]]) => {
      const [fx, fy] = from[id] ?? [x, y]
      return [id, [fx + (x - fx) * part, fy + (y - fy) * part] as const]
    }),
  )
}
