import type { Point } from '@couveuse/shared/flow/edit'
import { focusInspector } from '../inspector/focus-inspector.ts'
import { type DesignerStore, shownFlow } from '../store/designer-store.ts'
import { knownPlaces } from '../store/places.ts'
import { duplicateSelection, removeSelection } from '../store/selection-edits.ts'
import type { CanvasActions } from './CanvasActions.ts'
import { GRID } from './card-size.ts'
import { nearestInDirection } from './direction.ts'
import { focusNode } from './focus-node.ts'
import { ENTRY_NODE, isStepNode, START_OUTLET } from './node-ids.ts'

/** What a key can reach. */
export interface CanvasHands {
  readonly store: DesignerStore
  readonly actions: CanvasActions
  /** the canvas itself */
  readonly root: HTMLElement
  /** moves the view, in px of the screen */
  pan(dx: number, dy: number): void
  zoom(way: 'in' | 'out'): void
  fit(): void
  /** tells those who cannot see it what was done to how many steps */
  say(what: 'removed' | 'duplicated', count: number): void
}

export interface Pressed {
  readonly key: string
  readonly isShift: boolean
  readonly isAlt: boolean
  /** Ctrl, or Cmd on a Mac */
  readonly isCommand: boolean
  /** the card that has the keyboard, where one has */
  readonly node: HTMLElement | undefined
}

const PAN = 60
const arrows: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** Does what a key stands for on the canvas; true where it stands for something. */
export function pressCanvasKey(pressed: Pressed, hands: CanvasHands): boolean {
  const arrow = arrows[pressed.key]
  if (arrow) return pressArrow(arrow, pressed, hands)
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  const press = (pressed.isCommand ? commands : keys)[key]
  return press?.(pressed, hands) ?? false
}

type Press = (pressed: Pressed, hands: CanvasHands) => boolean

const idOf = (node: HTMLElement | undefined): string | undefined => node?.getAttribute('data-id') ?? undefined

function pressArrow(arrow: Point, { node, isAlt, isShift }: Pressed, hands: CanvasHands): boolean {
  const id = idOf(node)
  const [dx, dy] = arrow
  if (id === undefined) {
    const far = PAN * (isShift ? 3 : 1)
    hands.pan(-dx * far, -dy * far)
    return true
  }
  if (isAlt) return moveCards(arrow, isShift ? 5 : 1, id, hands)
  const flow = shownFlow(hands.store.getState())
  const next = nearestInDirection(flow, knownPlaces(flow), id, arrow)
  if (next !== undefined) {
    hands.store.getState().select([next])
    focusNode(next)
  }
  return true
}

function moveCards([dx, dy]: Point, times: number, focused: string, { store }: CanvasHands): boolean {
  const { flow, selection, edit } = store.getState()
  const ids = selection.has(focused) ? [...selection].filter(isStepNode) : [focused]
  const places = knownPlaces(flow)
  const moved = ids.flatMap((id) => {
    const place = places[id]
    return place ? [[id, [place[0] + dx * GRID * times, place[1] + dy * GRID * times] as const] as const] : []
  })
  edit({ type: 'move_steps', places: Object.fromEntries(moved) }, `move ${ids.join()}`)
  return true
}

const commands: Readonly<Record<string, Press>> = {
  d: (_, { store, say }) => {
    say('duplicated', duplicateSelection(store))
    return true
  },
  a: (_, { store }) => {
    store.getState().select(Object.keys(shownFlow(store.getState()).steps))
    return true
  },
}

const remove: Press = ({ node }, { store, root, say }) => {
  const id = idOf(node)
  if (id !== undefined && store.getState().selection.size === 0) store.getState().select([id])
  root.focus({ preventScroll: true })
  say('removed', removeSelection(store))
  return true
}

const open =
  (then: () => void): Press =>
  ({ node }, { store }) => {
    const id = idOf(node)
    if (id === undefined) return false
    store.getState().select([id])
    store.getState().setView({ isInspectorOpen: true })
    then()
    return true
  }

const menu: Press = ({ node }, { actions }) => {
  const id = idOf(node)
  if (!node || id === undefined || !isStepNode(id)) return false
  const { left, bottom } = node.getBoundingClientRect()
  actions.openStepMenu(id, { x: left + 24, y: bottom })
  return true
}

const add: Press = ({ node }, { store, actions, root }) => {
  const id = idOf(node)
  const box = (node ?? root).getBoundingClientRect()
  const where = { clientX: box.left + Math.min(60, box.width / 2), clientY: node ? box.bottom : box.top + 80 }
  if (id === ENTRY_NODE) actions.openInsert({ after: { from: ENTRY_NODE, outlet: START_OUTLET } }, where)
  else {
    if (id !== undefined && isStepNode(id)) store.getState().select([id])
    actions.openInsert({}, where)
  }
  return true
}

function zoomer(way: 'in' | 'out'): Press {
  return (_, { zoom }) => {
    zoom(way)
    return true
  }
}

function fit(_: Pressed, hands: CanvasHands): boolean {
  hands.fit()
  return true
}

const keys: Readonly<Record<string, Press>> = {
  Delete: remove,
  Backspace: remove,
  Escape: (_, { store }) => {
    store.getState().select([])
    return true
  },
  Enter: open(focusInspector),
  ' ': open(() => undefined),
  a: add,
  m: menu,
  ContextMenu: menu,
  F10: (pressed, hands) => pressed.isShift && menu(pressed, hands),
  '+': zoomer('in'),
  '=': zoomer('in'),
  '-': zoomer('out'),
  '0': fit,
  f: fit,
}
