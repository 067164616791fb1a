import type { FlowLive } from '@couveuse/shared/api/live'
import type { Problem } from '@couveuse/shared/contract/problem'
import { applyEdit, type Edit } from '@couveuse/shared/flow/apply-edit'
import type { Outlet } from '@couveuse/shared/flow/edit'
import type { Flow } from '@couveuse/shared/flow/schema'
import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import type { Highlight } from '../../steps/highlight.ts'
import { asLayout, type Places, placesOf } from '../canvas/layout.ts'
import { ENTRY_NODE, isStepNode } from '../canvas/node-ids.ts'

/** What the inspector shows: the selected step, how contacts come in, or the rest of the flow. */
export const inspectorTabs = ['step', 'entry', 'settings'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

export const docks = ['problems', 'replay', 'json'] as const
export type Dock = (typeof docks)[number]

/** Where a new step is to go: after an outlet, or free on the canvas; the menu of kinds opens there. */
export interface Insertion {
  readonly after?: Outlet
  /** place on the canvas for the new card */
  readonly at?: readonly [number, number]
  /** where on the screen the menu opens */
  readonly screen: { readonly x: number; readonly y: number }
}

export interface ViewedVersion {
  readonly version: number
  readonly flow: Flow
}

export interface DesignerState {
  /** the draft; everything else is how it is looked at. Undo goes through this alone. */
  readonly flow: Flow
  readonly selection: ReadonlySet<string>
  /** the outlet after which the palette adds */
  readonly outlet: Outlet | undefined
  /** places of what is being dragged or tidied, not yet in the draft */
  readonly moving: Places
  readonly insertion: Insertion | undefined
  /** the way under the mouse */
  readonly hoveredWay: string | undefined
  /** the way over which a step is being dragged, that would take it in */
  readonly dropWay: string | undefined
  readonly isInspectorOpen: boolean
  readonly tab: InspectorTab
  readonly dock: Dock | undefined
  readonly problems: readonly Problem[]
  readonly live: FlowLive | undefined
  readonly highlight: Highlight | undefined
  /** an old version that is looked at instead of the draft */
  readonly viewed: ViewedVersion | undefined
  /** what just happened, for those who cannot see it */
  readonly announcement: string

  /**
   * Edits the draft. Edits with the same `group` shortly after one another are undone as one: the letters of a word.
   */
  edit(edit: Edit, group?: string): void
  select(ids: Iterable<string>): void
  selectOutlet(outlet: Outlet | undefined): void
  setView(view: Partial<ViewState>): void
}

/** What components may set as it is. */
export type ViewState = Pick<
  DesignerState,
  | 'moving'
  | 'insertion'
  | 'hoveredWay'
  | 'dropWay'
  | 'isInspectorOpen'
  | 'tab'
  | 'dock'
  | 'problems'
  | 'live'
  | 'highlight'
  | 'viewed'
  | 'announcement'
>

const UNDO_STEPS = 200
/** Letters typed within this time of each other are one change. */
const PAUSE = 1_500
const NOTHING: Places = {}

export type DesignerStore = ReturnType<typeof createDesignerStore>

/** The open draft with its history, and how it is looked at. One store per opened flow. */
export function createDesignerStore(flow: Flow, now: () => number = Date.now) {
  let lastGroup: string | undefined
  let lastAt = 0

  const store = createStore<DesignerState>()(
    temporal(
      (set, get) => ({
        flow,
        selection: new Set(),
        outlet: undefined,
        moving: NOTHING,
        insertion: undefined,
        hoveredWay: undefined,
        dropWay: undefined,
        isInspectorOpen: true,
        tab: Object.keys(flow.steps).length === 0 ? 'entry' : 'settings',
        dock: undefined,
        problems: [],
        live: undefined,
        highlight: undefined,
        viewed: undefined,
        announcement: '',

        edit(edit, group) {
          if (get().viewed) return
          const placed = withPlaces(get().flow)
          const after = applyEdit(placed, edit).flow
          if (after === placed) return
          const at = now()
          const isGoingOn = group !== undefined && group === lastGroup && at - lastAt < PAUSE
          lastGroup = group
          lastAt = at
          const history = store.temporal.getState()
          // The history already holds what was before the first letter.
          if (isGoingOn) history.pause()
          set({ flow: after })
          if (isGoingOn) history.resume()
        },
        select(ids) {
          const selection = new Set(ids)
          if (isSameSet(selection, get().selection)) return
          const { outlet, tab } = get()
          set({
            selection,
            outlet: outlet && selection.has(outlet.from) ? outlet : undefined,
            tab: tabFor(selection, tab),
          })
        },
        selectOutlet(outlet) {
          set(outlet ? { outlet, selection: new Set([outlet.from]), tab: 'step' } : { outlet })
        },
        setView(view) {
          set(view)
        },
      }),
      {
        partialize: ({ flow: draft }) => ({ flow: draft }),
        equality: (past, current) => past.flow === current.flow,
        limit: UNDO_STEPS,
      },
    ),
  )

  /** Whatever comes next begins a change of its own. */
  const endGroup = (): void => {
    lastGroup = undefined
  }
  return Object.assign(store, { endGroup })
}

/** The draft with a written place for every step: from its first edit on a card stays where it was seen. */
function withPlaces(flow: Flow): Flow {
  const layout = placesOf(flow)
  if (layout === flow.layout) return flow
  return { ...flow, layout: asLayout(layout) }
}

/** The inspector follows what is selected; with nothing selected there is no step to show. */
function tabFor(selection: ReadonlySet<string>, tab: InspectorTab): InspectorTab {
  if (selection.has(ENTRY_NODE)) return 'entry'
  if ([...selection].some(isStepNode)) return 'step'
  return tab === 'step' ? 'settings' : tab
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}

/** The flow on the screen: the draft, or the old version that is looked at. */
export function shownFlow({ viewed, flow }: DesignerState): Flow {
  return viewed?.flow ?? flow
}
