import { type Clip, pasteSteps } from './copy-steps.ts'
import {
  addNote,
  addStep,
  changeNote,
  connect,
  disconnect,
  type FlowSettings,
  insertStep,
  moveSteps,
  type Outlet,
  type Point,
  removeNote,
  removeStepAndClose,
  removeSteps,
  setFlow,
  setLabel,
  setNote,
  setStep,
} from './edit.ts'
import type { Flow, FlowNote, Step } from './schema.ts'

/** An edit as data: it can be kept, sent, played again and undone. */
export type Edit =
  | { readonly type: 'add_step'; readonly id: string; readonly step: Step; readonly at?: Point }
  | {
      readonly type: 'insert_step'
      readonly id: string
      readonly step: Step
      readonly into: Outlet
      readonly at?: Point
    }
  | { readonly type: 'remove_steps'; readonly ids: readonly string[] }
  | { readonly type: 'remove_and_close'; readonly id: string }
  | { readonly type: 'connect'; readonly from: string; readonly outlet: string; readonly to: string }
  | { readonly type: 'disconnect'; readonly from: string; readonly outlet: string }
  | { readonly type: 'set_step'; readonly id: string; readonly step: Step }
  | { readonly type: 'set_label'; readonly id: string; readonly label: string }
  | { readonly type: 'set_note'; readonly id: string; readonly note: string }
  | { readonly type: 'move_steps'; readonly places: Readonly<Record<string, Point>> }
  | { readonly type: 'set_flow'; readonly settings: FlowSettings }
  | { readonly type: 'add_note'; readonly note: FlowNote }
  | { readonly type: 'change_note'; readonly index: number; readonly change: Partial<FlowNote> }
  | { readonly type: 'remove_note'; readonly index: number }
  | { readonly type: 'paste'; readonly clip: Clip; readonly offset: Point }
  /** the whole flow at once: an import, or the JSON view */
  | { readonly type: 'replace'; readonly flow: Flow }
  /** several edits that are done and undone together */
  | { readonly type: 'all'; readonly edits: readonly Edit[] }
  /** what `applyEdit` gives as inverse: exactly the parts that had changed */
  | { readonly type: 'restore'; readonly patch: FlowPatch }

/** Parts of a flow as they were; a step that was not there is null, `order` is given where the order differed. */
export interface FlowPatch {
  readonly parts: Partial<Omit<Flow, 'steps'>>
  /** parts that were absent */
  readonly absent: readonly string[]
  readonly steps: Readonly<Record<string, Step | null>>
  readonly order?: readonly string[]
}

/** Does an edit and says how to undo it. An edit that changes nothing returns the very same flow. */
export function applyEdit(flow: Flow, edit: Edit): { readonly flow: Flow; readonly inverse: Edit } {
  const edited = doEdit(flow, edit)
  return { flow: edited, inverse: { type: 'restore', patch: patchBack(edited, flow) } }
}

function doEdit(flow: Flow, edit: Edit): Flow {
  switch (edit.type) {
    case 'add_step':
      return addStep(flow, edit.id, edit.step, edit.at)
    case 'insert_step':
      return insertStep(flow, edit.id, edit.step, edit.at ? { ...edit.into, at: edit.at } : edit.into)
    case 'remove_steps':
      return removeSteps(flow, edit.ids)
    case 'remove_and_close':
      return removeStepAndClose(flow, edit.id)
    case 'connect':
      return connect(flow, edit, edit.to)
    case 'disconnect':
      return disconnect(flow, edit)
    case 'set_step':
      return setStep(flow, edit.id, edit.step)
    case 'set_label':
      return setLabel(flow, edit.id, edit.label)
    case 'set_note':
      return setNote(flow, edit.id, edit.note)
    case 'move_steps':
      return moveSteps(flow, edit.places)
    case 'set_flow':
      return setFlow(flow, edit.settings)
    case 'add_note':
      return addNote(flow, edit.note)
    case 'change_note':
      return changeNote(flow, edit.index, edit.change)
    case 'remove_note':
      return removeNote(flow, edit.index)
    case 'paste':
      return pasteSteps(flow, edit.clip, edit.offset).flow
    case 'replace':
      return edit.flow
    case 'all':
      return edit.edits.reduce(doEdit, flow)
    case 'restore':
      return restore(flow, edit.patch)
  }
}

/** What leads from `from` back to `to`. Parts that both share are the same object, so only what differs is looked into. */
function patchBack(from: Flow, to: Flow): FlowPatch {
  const { steps: _, ...before } = to
  const parts = Object.fromEntries(Object.entries(before).filter(([key, part]) => Reflect.get(from, key) !== part))
  const absent = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  if (from.steps === to.steps) return { parts, absent, steps: {} }
  const ids = new Set([...Object.keys(from.steps), ...Object.keys(to.steps)])
  const steps: Record<string, Step | null> = {}
  for (const id of ids) {
    const was = Object.hasOwn(to.steps, id) ? to.steps[id] : undefined
    if (from.steps[id] !== was) steps[id] = was ?? null
  }
  const order = Object.keys(to.steps)
  const isInOrder = order.join() === Object.keys(patchedSteps(from.steps, steps)).join()
  return { parts, absent, steps, ...(isInOrder ? {} : { order }) }
}

function restore(flow: Flow, { parts, absent, steps, order }: FlowPatch): Flow {
  const restored = { ...flow, ...parts }
  for (const key of absent) Reflect.deleteProperty(restored, key)
  if (Object.keys(steps).length === 0 && !order) return restored
  const patched = patchedSteps(flow.steps, steps)
  if (!order) return { ...restored, steps: patched }
  const inOrder = order.flatMap((id) => (patched[id] ? [[id, patched[id]] as const] : []))
  return { ...restored, steps: Object.fromEntries(inOrder) }
}

function patchedSteps(steps: Flow['steps'], patch: FlowPatch['steps']): Record<string, Step> {
  const patched = { ...steps }
  for (const [id, step] of Object.entries(patch)) {
    if (step) patched[id] = step
    else delete patched[id]
  }
  return patched
}
