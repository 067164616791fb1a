import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { Json } from '../contract/json.ts'
import type { AttributeType } from '../contract/words.ts'
import { parseInstant } from '../time/local-time.ts'
import type { Condition, Rule } from './schema.ts'
import type { EnrollmentSubject, ScoreSnapshot, Subject } from './subject.ts'

/*
 * A subject for tests, put together from the few things a test speaks of. Everything else is an ordinary contact in Paris
 * on Monday, 2 March 2026, 09:00.
 */

export interface SampleEvent {
  readonly name?: string
  /** ISO instant */
  readonly at: string
  readonly id?: string
  readonly machine?: boolean
  readonly messageKey?: string
  readonly properties?: ContactEvent['properties']
}

export interface Sample {
  readonly now?: string
  readonly zone?: string
  readonly contact?: Partial<Contact>
  readonly events?: readonly SampleEvent[]
  readonly score?: Partial<ScoreSnapshot>
  readonly segments?: Readonly<Record<string, Condition>>
  readonly types?: Readonly<Record<string, AttributeType>>
  readonly enrollment?: Partial<Omit<EnrollmentSubject, 'visits' | 'hasStep' | 'messageOf' | 'enteredAt'>> & {
    readonly enteredAt?: string
    readonly visits?: Readonly<Record<string, number>>
    readonly messages?: Readonly<Record<string, { readonly key: string; readonly queuedAt: string }>>
  }
}

const SAMPLE_NOW = '2026-03-02T08:00:00Z'

export function instant(text: string): number {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`"${text}" is not an instant`)
  return at
}

function sampleContact(over: Partial<Contact> = {}): Contact {
  return {
    id: 'c1',
    createdAt: instant('2026-01-05T10:00:00Z'),
    fields: {},
    account: {},
    tags: [],
    lists: [],
    stage: 'prospect',
    bant: {},
    consent: {},
    suppressed: [],
    ...over,
  }
}

export function sampleEvent({ name = 'page_viewed', at, ...rest }: SampleEvent, index = 0): ContactEvent {
  const occurredAt = instant(at)
  return { id: `e${index}`, name, occurredAt, arrivedAt: occurredAt, properties: {}, machine: false, ...rest }
}

export function sampleSubject(sample: Sample = {}): Subject {
  const { now = SAMPLE_NOW, zone = 'Europe/Paris', contact, events = [], score, segments = {}, types = {} } = sample
  const all = events.map(sampleEvent)
  const own = <Value>(map: Readonly<Record<string, Value>>, name: string) =>
    Object.hasOwn(map, name) ? map[name] : undefined
  return {
    now: instant(now),
    zone,
    contact: sampleContact(contact),
    eventsNamed: (name) => all.filter((event) => event.name === name),
    score: () => ({ fit: 0, engagement: 0, total: 0, temperature: 'cold', ...score }),
    segment: (key) => own(segments, key),
    declaredType: (field) => own(types, field),
    ...(sample.enrollment && { enrollment: sampleEnrollment(sample.enrollment) }),
  }
}

function sampleEnrollment(enrollment: NonNullable<Sample['enrollment']>): EnrollmentSubject {
  const { enteredAt = SAMPLE_NOW, visits = {}, messages = {}, ...rest } = enrollment
  return {
    entryProperties: {},
    vars: {},
    ...rest,
    enteredAt: instant(enteredAt),
    visits: (step) => visits[step] ?? 0,
    hasStep: (step) => Object.hasOwn(visits, step),
    messageOf(step) {
      const message = Object.hasOwn(messages, step) ? messages[step] : undefined
      return message && { key: message.key, queuedAt: instant(message.queuedAt) }
    },
  }
}

export function rule(field: string, operator: string, value?: Json): Rule {
  return { field, operator, ...(value !== undefined && { value }) }
}

export function all(...rules: Condition['rules']): Condition {
  return { combinator: 'and', rules }
}

export function any(...rules: Condition['rules']): Condition {
  return { combinator: 'or', rules }
}
