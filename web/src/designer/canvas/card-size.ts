import type { Step } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'

/*
 * Cards have sizes that follow from their steps alone: the canvas lays out, routes and hits without asking the browser
 * how large something turned out. The style sheets of the nodes obey these numbers.
 */

export const GRID = 20
const NARROW = 260
const PER_OUTLET = 90
const HEAD = 78
const OUTLETS = 36
/** with the number of contacts that passed under each outlet */
const OUTLETS_LIVE = 48

export const ENTRY_SIZE = { width: 280, height: 96 } as const
export const NOTE_SIZE = { width: 200, height: 140 } as const

export interface Size {
  readonly width: number
  readonly height: number
}

export function outletsOf(step: Step): readonly string[] {
  return kindOf(step).outlets(step)
}

export function cardSize(step: Step, isLive: boolean): Size {
  const count = outletsOf(step).length
  const width = Math.max(NARROW, Math.ceil((count * PER_OUTLET) / GRID) * GRID)
  return { width, height: HEAD + (count === 0 ? 0 : isLive ? OUTLETS_LIVE : OUTLETS) }
}

/** How far from the card's left edge the middle of an outlet is. */
export function outletX(index: number, count: number, width: number): number {
  return count === 0 ? width / 2 : ((index + 0.5) * width) / count
}
