import type { Flow } from '@couveuse/shared/flow/schema'
import { type Places, placesOf } from '../canvas/layout.ts'

const known = new WeakMap<Flow, Places>()

/** Where every step of a flow stands, computed once per state of the flow. */
export function knownPlaces(flow: Flow): Places {
  const before = known.get(flow)
  if (before) return before
  const places = placesOf(flow)
  known.set(flow, places)
  return places
}
