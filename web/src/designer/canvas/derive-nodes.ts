import type { Flow } from '@couveuse/shared/flow/schema'
import type { Node, NodeHandle } from '@xyflow/react'
import { Position } from '@xyflow/react'
import { cardSize, ENTRY_SIZE, NOTE_SIZE, outletsOf, outletX, type Size } from './card-size.ts'
import type { Places } from './layout.ts'
import { ENTRY_NODE, JUMP_OUTLET, noteNode, START_OUTLET } from './node-ids.ts'

/** The nodes of the canvas know who they are and where: what they show they read from the store themselves. */
export type CanvasNode = Node<Record<string, never>, 'step' | 'entry' | 'note'>

export interface CanvasView {
  readonly selection: ReadonlySet<string>
  /** places of nodes that are being dragged, or on their way to a tidier place */
  readonly moving: Places
  readonly isLive: boolean
  readonly isReadOnly: boolean
}

const HANDLE = 12

/** How far above the first step the entry stands. */
const ABOVE_START = 64

export function entryPlace(flow: Flow, places: Places, isLive: boolean): { readonly x: number; readonly y: number } {
  const start = flow.steps[flow.start]
  const [x, y] = places[flow.start] ?? [0, 0]
  if (!start) return { x: 0, y: -ENTRY_SIZE.height - ABOVE_START }
  const { width } = cardSize(start, isLive)
  return { x: x + (width - ENTRY_SIZE.width) / 2, y: y - ENTRY_SIZE.height - ABOVE_START }
}

/**
 * Makes the nodes of a flow. Whoever asks again gets the very same objects for all that looks the same, so that React Flow
 * touches only what changed.
 */
export function createNodeDeriver(): (flow: Flow, places: Places, view: CanvasView) => CanvasNode[] {
  let known = new Map<string, { readonly key: string; readonly node: CanvasNode }>()
  let last: CanvasNode[] = []
  return (flow, places, view) => {
    const next = new Map<string, { readonly key: string; readonly node: CanvasNode }>()
    const put = (key: string, node: CanvasNode): void => {
      const before = known.get(node.id)
      next.set(node.id, before?.key === key ? before : { key, node })
    }
    const placed = { ...places, ...view.moving }
    const entry = entryPlace(flow, placed, view.isLive)
    const isEntrySelected = view.selection.has(ENTRY_NODE)
    put(`${entry.x} ${entry.y} ${isEntrySelected}`, {
      ...nodeBase(ENTRY_NODE, 'entry', entry, ENTRY_SIZE, isEntrySelected),
      handles: [sourceHandle(START_OUTLET, ENTRY_SIZE.width / 2, ENTRY_SIZE)],
      draggable: false,
      deletable: false,
    })
    for (const [id, step] of Object.entries(flow.steps)) {
      const [x, y] = placed[id] ?? [0, 0]
      const size = cardSize(step, view.isLive)
      const outlets = outletsOf(step)
      const isSelected = view.selection.has(id)
      const sources = step.kind === 'nurture' && step.flow === undefined ? [JUMP_OUTLET] : outlets
      const key = `${x} ${y} ${size.width} ${size.height} ${isSelected} ${view.isReadOnly} ${sources.join('\n')}`
      if (known.get(id)?.key === key) {
        next.set(id, known.get(id) ?? { key, node: nodeBase(id, 'step', { x, y }, size, isSelected) })
        continue
      }
      put(key, {
        ...nodeBase(id, 'step', { x, y }, size, isSelected),
        draggable: !view.isReadOnly,
        handles: [
          targetHandle(size),
          ...sources.map((outlet, index) => sourceHandle(outlet, outletX(index, sources.length, size.width), size)),
        ],
      })
    }
    for (const [index, { at }] of flow.notes.entries()) {
      const id = noteNode(index)
      const [x, y] = view.moving[id] ?? at
      const isSelected = view.selection.has(id)
      put(`${x} ${y} ${isSelected} ${view.isReadOnly}`, {
        ...nodeBase(id, 'note', { x, y }, NOTE_SIZE, isSelected),
        draggable: !view.isReadOnly,
        zIndex: -1,
      })
    }
    known = next
    const nodes = [...next.values()].map(({ node }) => node)
    if (!isSameList(nodes, last)) last = nodes
    return last
  }
}

/** The element that says what a card is: it stands inside the card, where the words are. */
export function cardNameId(id: string): string {
  return `card-${id}`
}

/** The very same members in the same order. */
function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function nodeBase(
  id: string,
  type: 'step' | 'entry' | 'note',
  position: { readonly x: number; readonly y: number },
  size: Size,
  selected: boolean,
): CanvasNode {
  return {
    id,
    type,
    position: { ...position },
    ...size,
    measured: { ...size },
    selected,
    data: {},
    domAttributes: { 'aria-labelledby': cardNameId(id) },
  }
}

function sourceHandle(id: string, x: number, { height }: Size): NodeHandle {
  return {
    id,
    type: 'source',
    position: Position.Bottom,
    x: x - HANDLE / 2,
    y: height - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  }
}

function targetHandle({ width }: Size): NodeHandle {
  return {
    id: 'in',
    type: 'target',
    position: Position.Top,
    x: width / 2 - HANDLE / 2,
    y: -HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  }
}
