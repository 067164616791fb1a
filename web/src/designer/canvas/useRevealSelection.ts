import type { Flow } from '@couveuse/shared/flow/schema'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { useDesignerStore } from '../store/DesignerContext.ts'
import { type DesignerState, shownFlow } from '../store/designer-store.ts'
import { knownPlaces } from '../store/places.ts'
import { cardSize, type Size } from './card-size.ts'
import { isStepNode } from './node-ids.ts'

const MARGIN = 20
const GLIDE = 250

/** A step that is selected from elsewhere - the problems panel, the keyboard, a new one - comes into sight. */
export function useRevealSelection(): void {
  const store = useDesignerStore()
  const { getViewport, setCenter } = useReactFlow()
  const api = useStoreApi()
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const id = stepToShow(state, before)
        const box = id === undefined ? undefined : boxOf(shownFlow(state), id)
        const { width, height } = api.getState()
        if (!box || width === 0 || isInSight(box, getViewport(), { width, height })) return
        const { zoom } = getViewport()
        void setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: GLIDE })
      }),
    [store, getViewport, setCenter, api],
  )
}

/** The step where a replay stands now, or the one that was just selected alone. */
function stepToShow(state: DesignerState, before: DesignerState): string | undefined {
  const current = state.highlight?.current
  if (current && current !== before.highlight?.current) return current
  if (state.selection === before.selection) return undefined
  const [id, ...others] = [...state.selection].filter(isStepNode)
  return others.length === 0 ? id : undefined
}

interface Box extends Size {
  readonly x: number
  readonly y: number
}

function boxOf(flow: Flow, id: string): Box | undefined {
  const step = flow.steps[id]
  const place = knownPlaces(flow)[id]
  return step && place && { x: place[0], y: place[1], ...cardSize(step, false) }
}

function isInSight(box: Box, view: { x: number; y: number; zoom: number }, { width, height }: Size): boolean {
  const left = box.x * view.zoom + view.x
  const top = box.y * view.zoom + view.y
  const right = left + box.width * view.zoom
  const bottom = top + box.height * view.zoom
  return left >= -MARGIN && top >= 0 && right <= width + MARGIN && bottom <= height
}
