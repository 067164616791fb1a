import { RETURN_REASONS } from '@couveuse/shared/contract/words'
import type { Enrollment } from '@couveuse/shared/engine/state'
import type { Flow, Step } from '@couveuse/shared/flow/schema'
import type { Trigger } from '@couveuse/shared/flow/triggers'
import type { Replayed } from './play.ts'
import { sampleProperties } from './sample-event.ts'
import type { Deed } from './session.ts'

/** Something that could happen now. */
export interface Suggestion {
  readonly deed: Deed
  /** the step that waits for it */
  readonly step?: string
  /**
   * `awaited`: a resting step listens for it · `entry`: it would enroll the contact · `message`: what people do with a
   * message they got · `exit`: a goal or leave rule of the flow · `hand`: what the marketer may do by hand
   */
  readonly why: 'awaited' | 'entry' | 'message' | 'exit' | 'hand'
}

/** What could happen to the contact now, the likeliest first, each once. */
export function suggest(flow: Flow, otherFlows: readonly Flow[], replayed: Replayed): readonly Suggestion[] {
  const { state, paused } = replayed
  const flows = new Map<string, Flow>([flow, ...otherFlows].map((one) => [one.key, one]))
  const open = [...state.enrollments].sort((a, b) => Number(b.flow === flow.key) - Number(a.flow === flow.key))
  const isIn = open.some((enrollment) => enrollment.flow === flow.key)
  const all: Suggestion[] = [
    ...open.flatMap((enrollment) => awaitedBy(enrollment, flows.get(enrollment.flow), replayed, flow.key)),
    ...unfinished(replayed),
    ...(isIn ? [] : flow.entry.flatMap(entering)),
    ...(isIn ? [] : [{ deed: { enroll: true }, why: 'entry' } as const]),
    ...(paused.has(flow.key) ? [{ deed: { resume: 'now' }, why: 'hand' } as const] : []),
    ...answersTo(flow, replayed),
    ...[...flow.goal, ...flow.leaveWhen].flatMap(leaving),
    ...(isIn ? [{ deed: { remove: true }, why: 'hand' } as const] : []),
    ...(paused.has(flow.key) ? [] : [{ deed: { pause: true }, why: 'hand' } as const]),
  ]
  const seen = new Set<string>()
  return all.filter(({ deed }) => {
    const text = JSON.stringify(deed)
    return !seen.has(text) && seen.add(text)
  })
}

function awaitedBy(
  { step: id, rest, status }: Enrollment,
  flow: Flow | undefined,
  replayed: Replayed,
  ownKey: string,
): Suggestion[] {
  if (!rest || id === null || status === 'failed' || rest.held) return []
  const step = flow?.steps[id]
  const deeds = step ? deedsFor(id, step, replayed, flow?.key === ownKey) : []
  return deeds.map((deed) => ({ deed, step: id, why: 'awaited' }))
}

function deedsFor(id: string, step: Step, { handoffs }: Replayed, isOwn: boolean): Deed[] {
  switch (step.kind) {
    case 'listen':
      return step.for.flatMap(({ event, of, where }) =>
        event === undefined ? [] : [eventDeed(event, sampleProperties(where), isOwn ? of : undefined)],
      )
    case 'task':
      return [{ task: 'done', of: id }]
    case 'handoff': {
      const handoff = handoffs.findLast((one) => one.step === id)
      return salesDeeds(handoff?.acceptedAt !== undefined)
    }
    default:
      return []
  }
}

const [, BAD_TIMING] = RETURN_REASONS

function salesDeeds(isAccepted: boolean): Deed[] {
  return [
    ...(isAccepted ? [] : [{ handoff: 'accept' } as const]),
    { handoff: 'return', reason: BAD_TIMING },
    { handoff: 'won' },
    { handoff: 'lost' },
  ]
}

/** Tasks and hand-offs that people may still close, also when the trip has gone on without them (fine print 181). */
function unfinished({ tasks, handoffs }: Replayed): Suggestion[] {
  const handoff = handoffs.findLast(({ outcome }) => outcome !== 'won' && outcome !== 'lost')
  const isReturned = handoff?.outcome === 'returned'
  return [
    ...tasks.flatMap(({ step, doneAt }): Suggestion[] =>
      doneAt === undefined ? [{ deed: { task: 'done', of: step }, step, why: 'awaited' }] : [],
    ),
    ...(handoff && !isReturned
      ? salesDeeds(handoff.acceptedAt !== undefined).map(
          (deed): Suggestion => ({ deed, step: handoff.step, why: 'awaited' }),
        )
      : []),
  ]
}

function entering(trigger: Trigger): Suggestion[] {
  switch (trigger.on) {
    case 'event':
      return [{ deed: eventDeed(trigger.event, sampleProperties(trigger.where)), why: 'entry' }]
    case 'stage':
      return [{ deed: { set: { stage: trigger.becomes } }, why: 'entry' }]
    default:
      return []
  }
}

const MOST_MESSAGES = 3

/** What people do with the messages they got last. */
function answersTo(flow: Flow, { messages }: Replayed): Suggestion[] {
  const sent = messages.filter(
    (message) => message.flow === flow.key && !message.blocked && message.channel !== 'notify',
  )
  const latest = [...new Map(sent.map(({ step, channel }) => [step, channel])).entries()]
    .slice(-MOST_MESSAGES)
    .reverse()
  return latest.flatMap(([of, channel]) => {
    const deeds: Deed[] =
      channel === 'sms'
        ? [{ event: 'sms_replied', of }]
        : [
            { event: 'email_opened', of },
            { event: 'email_clicked', of },
            { event: 'unsubscribed', of },
            { event: 'email_bounced', properties: { type: 'hard' }, of },
          ]
    return deeds.map((deed): Suggestion => ({ deed, step: of, why: 'message' }))
  })
}

function leaving(rule: Flow['goal'][number]): Suggestion[] {
  return 'event' in rule ? [{ deed: eventDeed(rule.event, sampleProperties(rule.where), rule.of), why: 'exit' }] : []
}

function eventDeed(event: string, properties: ReturnType<typeof sampleProperties>, of?: string): Deed {
  return {
    event,
    ...(Object.keys(properties).length === 0 ? {} : { properties: JSON.parse(JSON.stringify(properties)) }),
    ...(of === undefined ? {} : { of }),
  }
}
