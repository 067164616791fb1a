import { useCallback } from 'react'
import { ReplayPanel } from '../../simulator/ReplayPanel.tsx'
import type { Highlight } from '../../steps/highlight.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'

/** The replay of the flow on screen; what it goes through lights up on the canvas. */
export function ReplaySlot() {
  const flow = useDesigner(shownFlow)
  const store = useDesignerStore()
  const onHighlight = useCallback(
    (highlight: Highlight | undefined) => store.getState().setView({ highlight }),
    [store],
  )
  const onFocusStep = useCallback((step: string) => store.getState().select([step]), [store])
  return <ReplayPanel flow={flow} onHighlight={onHighlight} onFocusStep={onFocusStep} />
}
