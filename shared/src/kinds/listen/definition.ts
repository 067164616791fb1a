import { z } from 'zod'
import type { Because } from '../../conditions/because.ts'
import { conditionSchema } from '../../conditions/schema.ts'
import { EVENT_NAME } from '../../contact/names.ts'
import type { ContactEvent } from '../../contact/schema.ts'
import type { Environment } from '../../contract/environment.ts'
import type { StepOutcome, Wake } from '../../contract/outcome.ts'
import { defineStepKind, type Mentions } from '../../contract/step-kind.ts'
import type { Language } from '../../contract/words.ts'
import { addDuration } from '../../time/duration.ts'
import { type Finding, failure, isFailure, readDuration } from '../content.ts'
import { emptyListFindings, outletNameFindings, uniqueOutlets } from '../outlet-names.ts'
import { durationInWords, listInWords } from '../phrases.ts'

/** One thing to wait for: an event (`of` = tied to that step's message), or a condition; exactly one, which `check` says. */
const entrySchema = z.strictObject({
  outlet: z.string(),
  event: z.string().optional(),
  of: z.string().optional(),
  where: conditionSchema.optional(),
  when: conditionSchema.optional(),
})
type Entry = z.infer<typeof entrySchema>

const params = z.strictObject({ for: z.array(entrySchema), timeout: z.string() })
type Params = z.infer<typeof params>

/** Waits for the first of several things (FLOW-DSL §4, fine print 57, 84, 112, 113, 155, 169). */
export const listen = defineStepKind({
  kind: 'listen',
  family: 'wait',
  params,
  outlets: (step) => [...uniqueOutlets(step.for), 'timeout'],
  fallThrough: {},
  isActing: false,
  mayRest: () => true,
  mentions,
  check: findings,
  undrawn: (_, outlet) =>
    outlet === 'timeout'
      ? {
          code: 'undrawn_timeout',
          level: 'warning',
          message: '"timeout" is not drawn: a contact that does nothing leaves the flow here',
          fix: 'Draw "timeout" to what should happen when nothing comes.',
        }
      : {
          code: 'undrawn_outlet',
          level: 'warning',
          message: `"${outlet}" is not drawn: a contact that does what is waited for leaves the flow here`,
          fix: `Draw "${outlet}" to what should happen then.`,
        },
  describe,
  enter: (step, env) => enter(step, env),
  resume: (step, env, wake) => resume(step, env, wake),
  // The time-out counts from entering; a time-out that has passed meanwhile is a timer due now.
  carryOn: (step, env) => enter(step, env),
})

function enter(step: Params, env: Environment): StepOutcome {
  const timeout = readDuration('timeout', step.timeout)
  if (isFailure(timeout)) return timeout
  const unclear = step.for.findIndex((entry) => (entry.event === undefined) === (entry.when === undefined))
  if (unclear >= 0) return failure('bad_value', `for[${unclear}]: give either an event or a condition, exactly one`)
  // An event counts from entering the step; with `of` from the message on, so it may have come already (169).
  const { outcome } = firstOf(step, env, (entry) => (entry.of === undefined ? undefined : pastEvent(entry, env)))
  return outcome ?? { type: 'rest', wakeAt: addDuration(env.enteredAt, timeout, env.zone()) }
}

function resume(step: Params, env: Environment, wake: Wake): StepOutcome {
  if (wake.type === 'event') {
    const { event } = wake
    return firstOf(step, env, (entry) => (counts(entry, event, env) ? event : undefined)).outcome ?? { type: 'stay' }
  }
  if (wake.type !== 'change' && wake.type !== 'timer') return { type: 'stay' }
  const { outcome, because } = firstOf(step, env, () => undefined)
  if (outcome) return outcome
  return wake.type === 'timer'
    ? { type: 'leave', outlet: 'timeout', ...(because.length === 0 ? {} : { because }) }
    : { type: 'stay' }
}

interface Tried {
  readonly outcome?: StepOutcome
  readonly because: readonly Because[]
}

/** The first entry, in order of definition, whose condition holds or whose event is found (112). */
function firstOf(step: Params, env: Environment, find: (entry: Entry) => ContactEvent | undefined): Tried {
  const because: Because[] = []
  for (const entry of step.for) {
    const { outlet } = entry
    if (entry.when) {
      const verdict = env.holds(entry.when)
      because.push(verdict)
      if (verdict.holds) return { outcome: { type: 'leave', outlet, because }, because }
    }
    const event = find(entry)
    if (event) return { outcome: { type: 'leave', outlet, detail: { event: event.name, eventId: event.id } }, because }
  }
  return { because }
}

function pastEvent(entry: Entry, env: Environment): ContactEvent | undefined {
  if (entry.event === undefined) return undefined
  return env.eventsNamed(entry.event).find((event) => event.occurredAt <= env.now && counts(entry, event, env))
}

function counts(entry: Entry, event: ContactEvent, env: Environment): boolean {
  if (entry.event !== event.name) return false
  if (entry.of === undefined) return event.occurredAt >= env.enteredAt && env.eventMatches(event, entry.where)
  const message = env.messageOf(entry.of)
  if (!message || event.messageKey !== message.key || event.occurredAt < message.queuedAt) return false
  return env.eventMatches(event, entry.where)
}

function mentions(step: Params): Mentions {
  return {
    durations: [{ field: 'timeout', text: step.timeout, allow: 'positive' }],
    events: step.for.flatMap(({ event }) => event ?? []),
    steps: step.for.flatMap(({ of }, index) => (of === undefined ? [] : [{ field: `for[${index}].of`, step: of }])),
    conditions: step.for.flatMap(({ when, where }, index) => [
      ...(when ? [{ field: `for[${index}].when`, condition: when, on: 'contact' } as const] : []),
      ...(where ? [{ field: `for[${index}].where`, condition: where, on: 'event' } as const] : []),
    ]),
  }
}

function findings(step: Params): Finding[] {
  const unclear = step.for.flatMap(({ event, when, of, where }, index): Finding[] => {
    const place = { level: 'error', field: `for[${index}]` } as const
    if ((event === undefined) === (when === undefined)) {
      const message =
        event === undefined ? 'there is nothing to wait for' : 'an event and a condition cannot share one entry'
      return [
        { code: 'event_or_condition', ...place, message, fix: 'Give either an event or a condition, exactly one.' },
      ]
    }
    if (event !== undefined && !EVENT_NAME.test(event)) {
      const message = `${JSON.stringify(event)} cannot name an event: it takes 1 to 100 characters`
      return [
        { code: 'bad_event', ...place, field: `for[${index}].event`, message, fix: 'Choose the event to wait for.' },
      ]
    }
    if (when && (of !== undefined || where)) {
      const message = '"of" and "where" go with an event, not with a condition'
      return [{ code: 'unused_parameter', ...place, message, fix: 'Remove them, or wait for an event.' }]
    }
    return []
  })
  return [
    ...emptyListFindings('for', step.for, 'thing to wait for'),
    ...outletNameFindings('for', step.for, ['timeout']),
    ...unclear,
  ]
}

function describe(step: Params, language: Language): string {
  const things = step.for.map(({ outlet, event, of }) => {
    if (event === undefined) return outlet
    return of === undefined ? event : `${event} (${of})`
  })
  const what = things.length === 0 ? '…' : listInWords(things, 'or', language)
  const longest = durationInWords(step.timeout, language)
  return language === 'fr' ? `Attendre ${what}, au plus ${longest}` : `Wait for ${what}, at most ${longest}`
}
