import type { Problem } from '@couveuse/shared/contract/problem'
import { focusField } from '../inspector/focus-field.ts'
import type { DesignerStore } from '../store/designer-store.ts'

/** Fields of the flow that stand on the inspector's page about the entry. */
const ENTRY_FIELDS = /^(?:entry|audience|reentry|start)\b/

/** Goes to where a problem is: selects its step, brings it into sight, and puts the keyboard into its field. */
export function showProblem(store: DesignerStore, { step, field }: Problem): void {
  const { select, setView, flow } = store.getState()
  if (step !== undefined && Object.hasOwn(flow.steps, step)) {
    select([step])
    setView({ isInspectorOpen: true, tab: 'step' })
  } else {
    setView({ isInspectorOpen: true, tab: field !== undefined && ENTRY_FIELDS.test(field) ? 'entry' : 'settings' })
  }
  focusField(field ?? 'label')
}
