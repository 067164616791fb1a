import type { AttributeValue, Contact, ContactChange, ContactEvent } from '../contact/schema.ts'
import type { JsonObject } from '../contract/json.ts'
import type { MessageChannel } from '../contract/words.ts'
import { newContactState } from '../engine/new-contact.ts'
import type { ContactState } from '../engine/state.ts'
import type { WorkspaceSettings } from '../flow/settings.ts'
import { inactivityRows, isActivity, openingRows, scoreEvent } from '../scoring/apply.ts'
import type { LedgerRow } from '../scoring/schema.ts'
import { dateValueStart, parseDateValue } from '../time/date-value.ts'
import { effectiveZone } from '../time/zone.ts'
import { instant } from './read-scenario.ts'
import type { ContactSet, ScenarioContact } from './scenario.ts'

const DIRECT = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'title',
  'language',
  'timezone',
  'country',
  'city',
  'source',
  'owner',
  'buyingRole',
] as const

/** The contact of a scenario as the engine's state at `startAt`: fields, history, opening score (fine print 21-29). */
export function scenarioState(contact: ScenarioContact, settings: WorkspaceSettings, startAt: number): ContactState {
  const createdAt = creation(contact, settings) ?? startAt
  const change = toChange(contact)
  const events = readHistory(contact)
  const activities = events.filter((event) => isActivity(event) && event.occurredAt <= startAt)
  // The clock of inactivity starts at the last of them, even where creation is only said to be later (fine print 142).
  const lastActivityAt =
    activities.length === 0 ? createdAt : Math.max(...activities.map(({ occurredAt }) => occurredAt))
  const state = newContactState({
    id: contact.id,
    createdAt,
    fields: withoutNulls(change.fields ?? {}),
    account: withoutNulls(change.account ?? {}),
    tags: change.tags ?? [],
    lists: change.lists ?? [],
    stage: change.stage ?? 'suspect',
    bant: change.bant ?? {},
    consent: withoutNulls(change.consent ?? {}),
    suppressed: change.suppressed ?? [],
  } satisfies Contact)
  return {
    ...state,
    events,
    ledger: contact.score
      ? openingRows(contact.score, startAt)
      : scoredHistory(events, state.contact, settings, startAt),
    watch: { ...state.watch, lastActivityAt },
  }
}

/** A date of the contact like any other: an instant, or local to the contact (fine print 96). */
function creation({ createdAt, timezone }: ScenarioContact, settings: WorkspaceSettings): number | undefined {
  if (createdAt === undefined) return undefined
  const date = parseDateValue(createdAt)
  return date
    ? dateValueStart(date, effectiveZone(timezone, settings.timezone))
    : instant(createdAt, 'contact.createdAt')
}

/** A `set` of a scenario (or the contact itself) as a change set: maps merge, the rest replaces, null clears (fine print 4). */
export function toChange(set: ContactSet): ContactChange {
  const direct: Record<string, AttributeValue | null> = {}
  for (const name of DIRECT) if (set[name] !== undefined) direct[name] = set[name]
  // Names of the field table win over custom attributes of the same name (fine print 25).
  const fields = { ...set.attributes, ...direct }
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(set.account ? { account: set.account } : {}),
    ...(set.tags === undefined ? {} : { tags: set.tags ?? [] }),
    ...(set.lists === undefined ? {} : { lists: set.lists ?? [] }),
    ...(set.stage === undefined ? {} : { stage: set.stage }),
    ...(set.consent === undefined ? {} : { consent: set.consent }),
    ...(set.bant === undefined ? {} : { bant: withoutNulls(set.bant ?? {}) }),
    ...(set.suppressed === undefined ? {} : { suppressed: channels(set.suppressed) }),
  }
}

function channels(suppressed: boolean | readonly MessageChannel[]): readonly MessageChannel[] {
  if (suppressed === true) return ['email', 'sms']
  return suppressed === false ? [] : suppressed
}

function readHistory(contact: ScenarioContact): ContactEvent[] {
  const ids = new Set<string>()
  const events: ContactEvent[] = []
  ;(contact.events ?? []).forEach((raw, index) => {
    const id = raw.id ?? `history:${index + 1}`
    if (ids.has(id)) return
    ids.add(id)
    const arrivedAt = instant(raw.at, `contact.events[${index}].at`)
    const occurredAt =
      raw.occurredAt === undefined ? arrivedAt : instant(raw.occurredAt, `contact.events[${index}].occurredAt`)
    const properties: JsonObject = raw.properties ?? {}
    events.push({
      id,
      name: raw.event,
      occurredAt,
      arrivedAt: Math.max(arrivedAt, occurredAt),
      properties,
      machine: raw.machine ?? false,
    })
  })
  return events.sort((a, b) => a.arrivedAt - b.arrivedAt)
}

/** Without an opening balance the history is scored as it would have been live (fine print 23). */
function scoredHistory(
  events: readonly ContactEvent[],
  contact: Contact,
  settings: WorkspaceSettings,
  startAt: number,
): LedgerRow[] {
  const { scoring } = settings
  const own = contact.fields.timezone
  const zone = effectiveZone(typeof own === 'string' ? own : undefined, settings.timezone)
  const ledger: LedgerRow[] = []
  let lastActivityAt = contact.createdAt
  let isActive = false
  for (const event of events) {
    if (event.arrivedAt > startAt) continue
    ledger.push(...inactivityRows(scoring, ledger, lastActivityAt, event.arrivedAt - 1, zone))
    ledger.push(...scoreEvent(scoring, ledger, event, zone))
    if (!isActivity(event)) continue
    lastActivityAt = isActive ? Math.max(lastActivityAt, event.occurredAt) : event.occurredAt
    isActive = true
  }
  ledger.push(...inactivityRows(scoring, ledger, lastActivityAt, startAt, zone))
  return ledger
}

function withoutNulls<V>(map: Readonly<Record<string, V | null | undefined>>): Record<string, V> {
  const kept: Record<string, V> = {}
  for (const [key, value] of Object.entries(map)) if (value !== null && value !== undefined) kept[key] = value
  return kept
}
