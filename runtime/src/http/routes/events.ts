import {
  type EventBatchResult,
  eventBatchResultSchema,
  eventBatchSchema,
  eventInputSchema,
  eventReceiptSchema,
} from '@couveuse/shared/api/events'
import { RequestError } from '@couveuse/shared/contract/problem'
import type { z } from 'zod'
import { normalizeEmail } from '../../contacts-import/normalize-email.ts'
import type { Arrival, ArrivalOutcome } from '../../store/inbox.ts'
import type { HttpDeps } from '../deps.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { parseShape } from '../shape.ts'

type Event = z.output<typeof eventInputSchema>
const tag = 'Events'

export function eventRoutes(deps: HttpDeps): Route[] {
  return [
    route(
      {
        id: 'postEvent',
        method: 'post',
        path: '/api/events',
        summary: 'Report something a contact did',
        description: 'Idempotent by `id`: the same event again answers `duplicate` and changes nothing.',
        tag,
        body: eventInputSchema,
        answers: { 202: eventReceiptSchema, 200: eventReceiptSchema },
        errors: ['unknown_contact', 'wrong_shape'],
      },
      async ({ body }) => {
        const now = deps.clock.now()
        const [outcome] = await receiveEvents(deps, [body], now)
        if (!outcome || outcome.type === 'unknown_contact') throw unknownContact(body)
        return {
          status: outcome.type === 'accepted' ? 202 : 200,
          body: { id: body.id, status: outcome.type, contactId: outcome.contactId },
        }
      },
    ),
    route(
      {
        id: 'postEvents',
        method: 'post',
        path: '/api/events/batch',
        summary: 'Report up to 1,000 events',
        description: 'Each item is judged alone: a wrong one is refused with its code and path, the others are taken.',
        tag,
        body: eventBatchSchema,
        answers: { 202: eventBatchResultSchema },
      },
      async ({ body }) => {
        const now = deps.clock.now()
        const parsed = body.events.map((item, index) => tryEvent(item, index))
        const good = parsed.flatMap((each) => (each instanceof RequestError ? [] : [each]))
        const outcomes = await receiveEvents(deps, good, now)
        return { status: 202, body: batchResult(body.events, parsed, outcomes) }
      },
    ),
  ]
}

/** Contacts that may be made are made first, in order, so that several events of one newcomer find the same contact. */
async function receiveEvents(
  deps: HttpDeps,
  events: readonly Event[],
  now: number,
): Promise<readonly ArrivalOutcome[]> {
  for (const event of events) if (event.createContact === true) await createUnknown(deps, event, now)
  if (events.length === 0) return []
  return deps.receive(events.map((event) => arrivalOf(event, now)))
}

async function createUnknown({ store, ring }: HttpDeps, { contact }: Event, now: number): Promise<void> {
  if (!('email' in contact)) return
  const email = normalizeEmail(contact.email)
  if (email === undefined)
    throw refuse('invalid_email', `"${contact.email}" is not an e-mail address.`, 'contact.email')
  const made = await store.contacts.create(
    {
      createdAt: now,
      fields: { email },
      account: {},
      tags: [],
      lists: [],
      stage: 'suspect',
      bant: {},
      consent: {},
      suppressed: [],
    },
    now,
  )
  if (made.type === 'created') ring()
}

function arrivalOf(event: Event, now: number): Arrival {
  const occurredAt = event.occurredAt === undefined ? now : Date.parse(event.occurredAt)
  return {
    contact: event.contact,
    cause: {
      type: 'event',
      event: {
        id: event.id,
        name: event.event,
        occurredAt,
        arrivedAt: now,
        properties: event.properties,
        machine: event.machine ?? false,
        ...(event.messageId === undefined ? {} : { messageKey: visitOf(event.messageId) }),
      },
    },
  }
}

/** Events hang on the visit `<enrollment>:<seq>`; people copy the message's own key `<enrollment>:<seq>:<n>`. */
function visitOf(messageId: string): string {
  const [enrollment, seq, ...rest] = messageId.split(':')
  return rest.length > 0 ? `${enrollment}:${seq}` : messageId
}

function tryEvent(item: unknown, index: number): Event | RequestError {
  try {
    const event = parseShape(eventInputSchema, item, `Event ${index + 1}`)
    if (event.createContact && 'email' in event.contact && normalizeEmail(event.contact.email) === undefined) {
      return refuse('invalid_email', `"${event.contact.email}" is not an e-mail address.`, 'contact.email')
    }
    return event
  } catch (error) {
    if (error instanceof RequestError) return error
    throw error
  }
}

function batchResult(
  given: readonly unknown[],
  parsed: readonly (Event | RequestError)[],
  outcomes: readonly ArrivalOutcome[],
): EventBatchResult {
  let next = 0
  const items = parsed.map((event, index): EventBatchResult['items'][number] => {
    if (event instanceof RequestError) return refused(index, idOf(given[index]), event)
    const outcome = outcomes[next++]
    if (!outcome || outcome.type === 'unknown_contact') return refused(index, event.id, unknownContact(event))
    return { index, id: event.id, status: outcome.type, contactId: outcome.contactId, error: null }
  })
  const count = (status: string) => items.filter((item) => item.status === status).length
  return { accepted: count('accepted'), duplicates: count('duplicate'), refused: count('refused'), items }
}

function refused(
  index: number,
  id: string | null,
  { code, message, path }: RequestError,
): EventBatchResult['items'][number] {
  const at = path === undefined ? `events[${index}]` : `events[${index}].${path}`
  return { index, id, status: 'refused', contactId: null, error: { code, message, path: at } }
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : null
}

function unknownContact({ contact }: Event): RequestError {
  return 'email' in contact
    ? refuse(
        'unknown_contact',
        `No contact has the e-mail address "${contact.email}". Make the contact first, or send "createContact": true.`,
        'contact.email',
      )
    : refuse('unknown_contact', `There is no contact "${contact.id}".`, 'contact.id')
}
