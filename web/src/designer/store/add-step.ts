import type { StepKindName } from '@couveuse/shared/contract/words'
import type { Edit } from '@couveuse/shared/flow/apply-edit'
import { freeStepId, type Outlet, type Point } from '@couveuse/shared/flow/edit'
import type { Flow, Step } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { viewOf } from '../../steps/registry.ts'
import type { Workspace } from '../../steps/workspace.ts'
import { cardSize, GRID, outletsOf, outletX, type Size } from '../canvas/card-size.ts'
import { entryPlace } from '../canvas/derive-nodes.ts'
import { type Places, snap } from '../canvas/layout.ts'
import { ENTRY_NODE, isStepNode } from '../canvas/node-ids.ts'
import type { DesignerStore } from './designer-store.ts'
import { knownPlaces } from './places.ts'

/** Where the palette adds when nothing else is said: after the outlet that is selected, or after the selected step. */
export function usualOutlet(
  flow: Flow,
  selection: ReadonlySet<string>,
  outlet: Outlet | undefined,
): Outlet | undefined {
  if (outlet) return outlet
  const [id, ...others] = [...selection].filter(isStepNode)
  const step = id === undefined || others.length > 0 ? undefined : flow.steps[id]
  if (id !== undefined && step) {
    const outlets = outletsOf(step)
    const { fallThrough } = kindOf(step)
    const free = outlets.find((one) => !step.next?.[one] && !Object.hasOwn(fallThrough, one))
    const chosen = free ?? outlets[0]
    return chosen === undefined ? undefined : { from: id, outlet: chosen }
  }
  return lastFreeOutlet(flow)
}

/** With nothing selected a flow grows at its end: at the first step that leads nowhere yet, in order of travel. */
function lastFreeOutlet(flow: Flow): Outlet | undefined {
  const seen = new Set<string>()
  let found: Outlet | undefined
  for (let id: string | undefined = flow.start; id !== undefined && !seen.has(id); ) {
    seen.add(id)
    const step: Flow['steps'][string] | undefined = flow.steps[id]
    if (!step) break
    const [first] = outletsOf(step)
    if (first === undefined) break
    const target: string | undefined = step.next?.[first]
    if (target === undefined) found = { from: id, outlet: first }
    id = target
  }
  return found
}

export interface AddStep {
  readonly kind: StepKindName
  readonly after?: Outlet | undefined
  readonly at?: Point | undefined
}

/** Adds a new step, selects it, and says under which id. */
export function addStepTo(store: DesignerStore, workspace: Workspace, { kind, after, at }: AddStep): string {
  const { flow, edit, select } = store.getState()
  const id = freeStepId(kind, (wish) => Object.hasOwn(flow.steps, wish))
  const step = viewOf(kind).create(workspace)
  store.endGroup()
  if (after?.from === ENTRY_NODE) {
    edit({ type: 'all', edits: [...atStart(flow, id, step, at)] })
  } else if (after) {
    const room = at ? undefined : makeRoom(flow, after, cardSize(step, true))
    edit({
      type: 'all',
      edits: [
        ...(room ? [room.move] : []),
        { type: 'insert_step', id, step, into: after, at: at ?? room?.at ?? [0, 0] },
      ],
    })
  } else {
    edit({ type: 'add_step', id, step, at: at ?? placeBeside(flow) })
  }
  select([id])
  return id
}

/** Before everything else: contacts start at the new step, which leads on to where they started before. */
function* atStart(flow: Flow, id: string, step: Step, at: Point | undefined): Generator<Edit> {
  const first = knownPlaces(flow)[flow.start]
  const size = cardSize(step, true)
  if (first && !at) yield { type: 'move_steps', places: pushedDown(flow, first[1], size.height + BELOW) }
  yield { type: 'add_step', id, step, at: at ?? first ?? [0, 0] }
  const [outlet] = outletsOf(step)
  if (first && outlet !== undefined) yield { type: 'connect', from: id, outlet, to: flow.start }
  yield { type: 'set_flow', settings: { start: id } }
}

const BELOW = 70

/** Where everything at a height or below it stands after it went down, so that a card fits in. */
function pushedDown(flow: Flow, from: number, by: number): Places {
  const below = Object.entries(knownPlaces(flow)).filter(([, [, y]]) => y >= from)
  return Object.fromEntries(below.map(([id, [x, y]]) => [id, [x, y + Math.ceil(by / GRID) * GRID] as const]))
}

/** A place under an outlet, and what has to move so that it is free. */
function makeRoom(flow: Flow, { from, outlet }: Outlet, size: Size): { readonly at: Point; readonly move: Edit } {
  const step = flow.steps[from]
  const places = knownPlaces(flow)
  const [x, y] = places[from] ?? [0, 0]
  const nothing: Edit = { type: 'move_steps', places: {} }
  if (!step) return { at: [x, y], move: nothing }
  const own = cardSize(step, true)
  const outlets = outletsOf(step)
  const middle = x + outletX(outlets.indexOf(outlet), outlets.length, own.width)
  const top = y + own.height + BELOW
  // What follows the first outlet goes on straight below; the others branch off under theirs.
  const center = outlet === outlets[0] ? x + own.width / 2 : middle
  const wished: Point = [center - size.width / 2, top]
  const target = places[step.next?.[outlet] ?? '']
  if (!target || target[1] <= y) return { at: clearPlace(flow, places, wished, size), move: nothing }
  const missing = top + size.height + BELOW - target[1]
  if (missing <= 0) return { at: clearPlace(flow, places, wished, size), move: nothing }
  // The whole row goes down with its neighbour: rows are level at their middle, so some of their cards begin higher.
  const pushed = pushedDown(flow, Math.min(target[1], y + own.height), missing)
  return {
    at: clearPlace(flow, { ...places, ...pushed }, wished, size),
    move: { type: 'move_steps', places: pushed },
  }
}

/** Beside all others, level with the first. */
function placeBeside(flow: Flow): Point {
  const places = knownPlaces(flow)
  const columns = Object.values(places).map(([x]) => x)
  if (columns.length === 0) return [0, 0]
  const { y } = entryPlace(flow, places, true)
  return clearPlace(flow, places, [Math.max(...columns) + 320, y + 160], { width: 260, height: 132 })
}

/** The nearest place to the right, then below, where a card covers no other. */
function clearPlace(flow: Flow, places: Places, [x, y]: Point, size: Size): Point {
  const covers = (left: number, top: number): boolean =>
    Object.entries(flow.steps).some(([id, step]) => {
      const [ox, oy] = places[id] ?? [0, 0]
      const other = cardSize(step, true)
      return (
        left < ox + other.width + 20 &&
        left + size.width + 20 > ox &&
        top < oy + other.height + 20 &&
        top + size.height + 20 > oy
      )
    })
  for (let row = 0; row < 12; row += 1) {
    for (let column = 0; column < 4; column += 1) {
      for (const side of column === 0 ? [0] : [1, -1]) {
        const left = snap(x + side * column * (size.width + 40))
        const top = snap(y + row * 40)
        if (!covers(left, top)) return [left, top]
      }
    }
  }
  return [snap(x), snap(y)]
}
