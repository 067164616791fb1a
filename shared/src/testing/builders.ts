import type { Because } from '../conditions/because.ts'
import type { Condition } from '../conditions/schema.ts'
import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { Environment, Rendered } from '../contract/environment.ts'
import type { Json } from '../contract/json.ts'
import { durationProblem } from '../time/duration.ts'
import { isZone } from '../time/zone.ts'

/** Monday 2 March 2026, 09:00 in Paris: where the builders' clock stands unless told otherwise. */
export const MONDAY_9AM_PARIS = Date.parse('2026-03-02T08:00:00Z')

/** Epoch ms of an ISO 8601 instant. */
export function at(iso: string): number {
  return Date.parse(iso)
}

export function aContact(overrides: Partial<Contact> = {}): Contact {
  return {
    id: 'c1',
    createdAt: MONDAY_9AM_PARIS,
    fields: { email: 'ada@example.com', phone: '+33612345678', firstName: 'Ada', owner: 'ana@example.com' },
    account: { name: 'Analytical Engines' },
    tags: [],
    lists: [],
    stage: 'prospect',
    bant: {},
    consent: { email: 'granted', sms: 'granted' },
    suppressed: [],
    ...overrides,
  }
}

export function anEvent(name: string, overrides: Partial<ContactEvent> = {}): ContactEvent {
  const occurredAt = overrides.occurredAt ?? MONDAY_9AM_PARIS
  return { id: `${name}-1`, name, occurredAt, arrivedAt: occurredAt, properties: {}, machine: false, ...overrides }
}

/** A condition of one rule. */
export function rule(field: string, operator: string, value?: Json): Condition {
  return { combinator: 'and', rules: [value === undefined ? { field, operator } : { field, operator, value }] }
}

export function verdict(holds: boolean): Because {
  return { holds, combinator: 'and', rules: [] }
}

/** What a test wants to be different about the world of a step. */
export interface World extends Partial<Environment> {
  /** outlets that are drawn; none unless told */
  readonly drawn?: readonly string[]
  /** values behind `contact.x`, `account.x`, `entry.x`, `var.x` beside those of the contact */
  readonly values?: Readonly<Record<string, Json>>
}

/** A template that the plain world cannot render. */
export const BROKEN_TEMPLATE = 'Dear {{ contact.firstName'

/**
 * A plain world for unit tests of step kinds: Monday morning in Paris, everything permitted, no condition holds, no
 * event happened, templates only know `{{ contact.firstName }}`.
 */
export function anEnvironment({ drawn = [], values = {}, ...overrides }: World = {}): Environment {
  const now = overrides.now ?? MONDAY_9AM_PARIS
  const contact = overrides.contact ?? aContact()
  const facts: Readonly<Record<string, Json>> = {
    ...Object.fromEntries(Object.entries(contact.fields).map(([name, value]) => [`contact.${name}`, value])),
    ...values,
  }
  return {
    now,
    flowKey: 'a-flow',
    stepId: 'a-step',
    contact,
    seq: 1,
    enteredAt: now,
    zone: (pin) => (pin !== undefined && isZone(pin) ? pin : 'Europe/Paris'),
    isDrawn: (outlet) => drawn.includes(outlet),
    holds: () => verdict(false),
    eventMatches: (event, where) => !event.machine && where === undefined,
    eventsNamed: () => [],
    messageOf: () => undefined,
    read: (field) => (Object.hasOwn(facts, field) ? facts[field] : undefined),
    renderText: render,
    renderMessage: ({ message, inline }) => {
      const body = render(inline?.body ?? `the text of ${message}`)
      const subject = render(inline?.subject ?? '')
      if (!body.ok) return body
      return subject.ok ? { ok: true, value: { subject: subject.value, text: body.value } } : subject
    },
    permission: (channel) => ({
      type: 'send',
      to: channel === 'email' ? 'ada@example.com' : '+33612345678',
      isTransactional: false,
    }),
    attributeType: () => undefined,
    businessDeadline: (text) => {
      const problem = durationProblem(text, { allow: 'positive' })
      if (problem !== undefined) throw new Error(problem)
      return now + 4 * 3_600_000
    },
    assign: () => 'ana',
    draw: () => 0,
    handoffStage: () => undefined,
    ...overrides,
  }
}

function render(template: string): Rendered<string> {
  if (template === BROKEN_TEMPLATE) return { ok: false, message: 'a {{ is never closed' }
  return { ok: true, value: template.replaceAll('{{ contact.firstName }}', 'Ada') }
}
