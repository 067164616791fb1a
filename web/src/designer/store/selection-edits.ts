import type { Edit } from '@couveuse/shared/flow/apply-edit'
import { copySteps, pasteSteps } from '@couveuse/shared/flow/copy-steps'
import { GRID } from '../canvas/card-size.ts'
import { asLayout } from '../canvas/layout.ts'
import { isStepNode, noteIndex } from '../canvas/node-ids.ts'
import type { DesignerStore } from './designer-store.ts'
import { knownPlaces } from './places.ts'

/** Removes what is selected and says how many that were. One step alone closes its gap: what led to it leads on. */
export function removeSelection(store: DesignerStore): number {
  const { selection, edit, select } = store.getState()
  const steps = [...selection].filter(isStepNode)
  // From the last on, so that the indexes of the others stay what they are.
  const notes = [...selection].flatMap((id) => noteIndex(id) ?? []).sort((a, b) => b - a)
  if (steps.length + notes.length === 0) return 0
  const [only, ...others] = steps
  const edits: Edit[] = notes.map((index) => ({ type: 'remove_note', index }))
  if (only !== undefined && others.length === 0) edits.push({ type: 'remove_and_close', id: only })
  else if (only !== undefined) edits.push({ type: 'remove_steps', ids: steps })
  store.endGroup()
  edit({ type: 'all', edits })
  select([])
  return steps.length + notes.length
}

/** Copies the selected steps beside themselves, selects the copies, and says how many they are. */
export function duplicateSelection(store: DesignerStore): number {
  const { flow, selection, edit, select } = store.getState()
  const layout = asLayout(knownPlaces(flow))
  const clip = copySteps({ ...flow, layout }, [...selection].filter(isStepNode))
  if (!clip) return 0
  const offset = [2 * GRID, 2 * GRID] as const
  store.endGroup()
  edit({ type: 'paste', clip, offset })
  const { ids } = pasteSteps(flow, clip, offset)
  select(ids)
  return ids.length
}
