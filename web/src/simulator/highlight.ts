import type { Flow } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import type { Highlight } from '../steps/highlight.ts'
import type { Replayed } from './play.ts'

/** What the canvas lights up: the way of the latest trip through the flow on it, along the connections as they are drawn. */
export function highlightOf(flow: Flow, { transcript, enrollments }: Replayed): Highlight {
  const own = enrollments.findLast((enrollment) => enrollment.flow === flow.key)
  if (!own) return { visits: [], current: null }
  const visits = transcript.timeline.map(({ step, outlet }) => ({
    step,
    outlet: outlet === null ? null : drawnOutlet(flow, step, outlet),
  }))
  return { visits, current: own.step }
}

/** The outlet whose connection is followed: its own, or the one it falls through to (fine print 37); null = none. */
function drawnOutlet(flow: Flow, id: string, outlet: string): string | null {
  const step = flow.steps[id]
  if (!step) return null
  const leads = (one: string): boolean => Boolean(step.next && Object.hasOwn(step.next, one) && step.next[one])
  if (leads(outlet)) return outlet
  const { fallThrough } = kindOf(step)
  const instead = Object.hasOwn(fallThrough, outlet) ? fallThrough[outlet] : undefined
  return instead !== undefined && leads(instead) ? instead : null
}
