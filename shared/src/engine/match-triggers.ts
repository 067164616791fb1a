import { eventMatches, holds } from '../conditions/evaluate.ts'
import { type EntryRequest, enroll } from './enroll.ts'
import type { Reaction } from './reaction.ts'
import { triggerIndex } from './trigger-index.ts'
import type { TurnDraft } from './turn-draft.ts'

/** Enrolls the contact wherever a fact sets off a trigger; one attempt per flow and fact (FLOW-DSL §2). */
export function matchTriggers(draft: TurnDraft, fact: Reaction): void {
  const attempted = new Set<string>()
  for (const request of requests(draft, fact)) {
    if (attempted.has(request.flow)) continue
    attempted.add(request.flow)
    enroll(draft, request)
  }
}

function requests(draft: TurnDraft, fact: Reaction): EntryRequest[] {
  const index = triggerIndex(draft.catalog)
  switch (fact.type) {
    case 'event': {
      const { event } = fact
      return (index.byEvent.get(event.name) ?? [])
        .filter(({ flow, trigger }) => eventMatches(event, trigger.where, zoneOf(draft, flow), draft.now))
        .map(({ flow }) => ({ flow, trigger: 'event', event }))
    }
    case 'segment':
      return index.segments
        .filter(({ trigger }) => trigger.segment === fact.segment && trigger.change === fact.change)
        .map(({ flow }) => ({ flow, trigger: 'segment' }))
    case 'score':
      return index.scores
        .filter(({ trigger }) => trigger.of === fact.of && crosses(trigger, fact))
        .map(({ flow }) => ({ flow, trigger: 'score' }))
    case 'stage':
      return index.stages
        .filter(({ trigger }) => trigger.becomes === fact.becomes)
        .map(({ flow }) => ({ flow, trigger: 'stage' }))
    case 'returned': {
      const { reason } = fact
      const said = reason === undefined ? {} : { reason }
      return index.returned
        .filter(
          ({ trigger }) => trigger.reasons === undefined || (reason !== undefined && trigger.reasons.includes(reason)),
        )
        .map(({ flow }) => ({
          flow,
          trigger: 'returned',
          properties: said,
          vars: reason === undefined ? {} : { returnReason: reason },
        }))
    }
    case 'enroll': {
      const { type: _, ...request } = fact
      return [request]
    }
    default:
      return []
  }
}

/** `up`: before < n <= after; `down`: before >= n > after (fine print 63). */
function crosses(
  trigger: { readonly crosses: number; readonly direction?: 'up' | 'down' | undefined },
  { before, after }: { readonly before: number; readonly after: number },
): boolean {
  const { crosses: n } = trigger
  return trigger.direction === 'down' ? before >= n && n > after : before < n && n <= after
}

/** Contacts of the segment are enrolled at each occurrence of a schedule (FLOW-DSL §2). */
export function enrollOnSchedule(draft: TurnDraft, flow: string, segment: string): void {
  const condition = draft.catalog.settings.segments[segment]
  if (condition && holds(condition, draft.subject())) enroll(draft, { flow, trigger: 'schedule' })
}

const zoneOf = (draft: TurnDraft, flow: string): string =>
  draft.zone(draft.catalog.current.get(flow)?.compiled.flow.timezone)
