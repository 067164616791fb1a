import { kindOf } from '../kinds/registry.ts'
import { type Flow, type FlowNote, STEP_ID, type Step } from './schema.ts'

/**
 * Pure edits of a flow for the designer: each returns a new flow that shares everything untouched with the old one, and
 * the very same flow where nothing changes. They keep the flow readable, not right: that is for `check`.
 * Undo is the business of `apply-edit.ts`.
 */

export type Point = readonly [number, number]

/** Adds a step, last in order; the first step of an empty flow becomes its start. The id must be free. */
export function addStep(flow: Flow, id: string, step: Step, at?: Point): Flow {
  if (!STEP_ID.test(id) || Object.hasOwn(flow.steps, id)) return flow
  const added = { ...flow, steps: { ...flow.steps, [id]: step } }
  const placed = at ? moveSteps(added, { [id]: at }) : added
  return Object.hasOwn(flow.steps, flow.start) ? placed : { ...placed, start: id }
}

/** Puts a new step into a connection: `from`'s outlet leads to it, and its `through` outlet on to where that led. */
export function insertStep(
  flow: Flow,
  id: string,
  step: Step,
  into: { readonly from: string; readonly outlet: string; readonly through?: string; readonly at?: Point },
): Flow {
  const { from, outlet, at, through = kindOf(step).outlets(step)[0] } = into
  const target = ownStep(flow, from)?.next?.[outlet]
  const added = addStep(flow, id, step, at)
  if (added === flow) return flow
  const onward =
    target === undefined || through === undefined ? added : connect(added, { from: id, outlet: through }, target)
  return connect(onward, { from, outlet }, id)
}

/** Removes steps, their places and every connection to them. A removed start leaves the start to be chosen. */
export function removeSteps(flow: Flow, ids: readonly string[]): Flow {
  const gone = new Set(ids.filter((id) => Object.hasOwn(flow.steps, id)))
  if (gone.size === 0) return flow
  const steps: Record<string, Step> = {}
  for (const [id, step] of Object.entries(flow.steps)) if (!gone.has(id)) steps[id] = withoutTargets(step, gone)
  const layout = Object.fromEntries(Object.entries(flow.layout).filter(([id]) => !gone.has(id)))
  return { ...flow, steps, layout, start: gone.has(flow.start) ? '' : flow.start }
}

/** Removes a step and closes the gap: what led to it leads on to its only target, where it has exactly one. */
export function removeStepAndClose(flow: Flow, id: string): Flow {
  const targets = new Set(Object.values(ownStep(flow, id)?.next ?? {}))
  const [onward] = targets
  if (targets.size !== 1 || onward === undefined || onward === id) return removeSteps(flow, [id])
  const steps: Record<string, Step> = {}
  for (const [other, step] of Object.entries(flow.steps)) {
    steps[other] = mapNext(step, (target) => (target === id ? onward : target))
  }
  const start = flow.start === id ? onward : flow.start
  return removeSteps({ ...flow, steps, start }, [id])
}

export interface Outlet {
  readonly from: string
  readonly outlet: string
}

/** Draws an outlet to a step, in place of where it led before. */
export function connect(flow: Flow, { from, outlet }: Outlet, to: string): Flow {
  const step = ownStep(flow, from)
  if (!step || !Object.hasOwn(flow.steps, to) || outlet === '__proto__') return flow
  if (Object.hasOwn(step.next ?? {}, outlet) && step.next?.[outlet] === to) return flow
  return putStep(flow, from, { ...step, next: { ...step.next, [outlet]: to } })
}

export function disconnect(flow: Flow, { from, outlet }: Outlet): Flow {
  const step = ownStep(flow, from)
  if (!step?.next || !Object.hasOwn(step.next, outlet)) return flow
  const { [outlet]: _, ...next } = step.next
  return putStep(flow, from, { ...step, next })
}

/**
 * Replaces a step's own parameters; label, note and connections stay. A connection follows an outlet that was renamed in
 * its place, and goes with an outlet that vanished.
 */
export function setStep(flow: Flow, id: string, changed: Step): Flow {
  const step = ownStep(flow, id)
  if (!step) return flow
  const { label, note, next } = step
  const outlets = { before: kindOf(step).outlets(step), after: kindOf(changed).outlets(changed) }
  const kept = {
    ...changed,
    label,
    note,
    next:
      next &&
      Object.fromEntries(
        Object.entries(next).flatMap(([outlet, to]) => follow(outlet, outlets).map((name) => [name, to])),
      ),
  }
  return putStep(flow, id, kept)
}

/** An empty label or note is none. */
export function setLabel(flow: Flow, id: string, label: string): Flow {
  const step = ownStep(flow, id)
  return step ? putStep(flow, id, { ...step, label: label === '' ? undefined : label }) : flow
}

export function setNote(flow: Flow, id: string, note: string): Flow {
  const step = ownStep(flow, id)
  return step ? putStep(flow, id, { ...step, note: note === '' ? undefined : note }) : flow
}

/** Places steps on the canvas. */
export function moveSteps(flow: Flow, places: Readonly<Record<string, Point>>): Flow {
  const moved = Object.entries(places).filter(([id, [x, y]]) => {
    const place = Object.hasOwn(flow.layout, id) ? flow.layout[id] : undefined
    return Object.hasOwn(flow.steps, id) && (place?.[0] !== x || place[1] !== y)
  })
  if (moved.length === 0) return flow
  const layout = { ...flow.layout }
  for (const [id, [x, y]] of moved) layout[id] = [x, y]
  return { ...flow, layout }
}

/** What belongs to the flow and not to a step. */
export type FlowSettings = Partial<
  Pick<Flow, 'name' | 'description' | 'timezone' | 'entry' | 'audience' | 'reentry' | 'goal' | 'leaveWhen' | 'start'>
>

/** Sets what the settings name; `undefined` removes what may be absent. */
export function setFlow(flow: Flow, settings: FlowSettings): Flow {
  return withoutUndefined({ ...flow, ...settings })
}

export function addNote(flow: Flow, note: FlowNote): Flow {
  return { ...flow, notes: [...flow.notes, note] }
}

/** Changes text, place or colour of the note at an index. */
export function changeNote(flow: Flow, index: number, change: Partial<FlowNote>): Flow {
  const note = flow.notes[index]
  if (!note) return flow
  return { ...flow, notes: flow.notes.with(index, withoutUndefined({ ...note, ...change })) }
}

export function removeNote(flow: Flow, index: number): Flow {
  return flow.notes[index] ? { ...flow, notes: flow.notes.toSpliced(index, 1) } : flow
}

/** A free step id made from a wish such as a kind or a label: `email`, `email-2`, `email-3` … */
export function freeStepId(wish: string, isTaken: (id: string) => boolean): string {
  const plain = wish.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9_]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || 'step'
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`
    const id = slug.slice(0, MAX_ID - ending.length) + ending
    if (!isTaken(id)) return id
  }
}

const MAX_ID = 40

function ownStep(flow: Flow, id: string): Step | undefined {
  return Object.hasOwn(flow.steps, id) ? flow.steps[id] : undefined
}

function putStep(flow: Flow, id: string, step: Step): Flow {
  return { ...flow, steps: { ...flow.steps, [id]: withoutUndefined(step) } }
}

/** JSON has no undefined: a key without value is no key. */
function withoutUndefined<T extends object>(value: T): T {
  const copy = { ...value }
  for (const key of Object.keys(copy)) if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key)
  return copy
}

function withoutTargets(step: Step, gone: ReadonlySet<string>): Step {
  return mapNext(step, (target) => (gone.has(target) ? undefined : target))
}

/** The step with its connections mapped; the very same step where none changes. */
function mapNext(step: Step, map: (target: string) => string | undefined): Step {
  const before = Object.entries(step.next ?? {})
  const after = before.flatMap(([outlet, target]) => {
    const mapped = map(target)
    return mapped === undefined ? [] : [[outlet, mapped] as const]
  })
  const isSame = after.length === before.length && after.every(([, target], index) => target === before[index]?.[1])
  return isSame ? step : { ...step, next: Object.fromEntries(after) }
}

/** The names under which an outlet's connection goes on: its own, its new one, or none. */
function follow(
  outlet: string,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): string[] {
  if (after.includes(outlet) || !before.includes(outlet)) return [outlet]
  const renamed = before.length === after.length ? after[before.indexOf(outlet)] : undefined
  return renamed === undefined || before.includes(renamed) ? [] : [renamed]
}
