import {
  contactDetailSchema,
  contactFileSchema,
  contactListQuerySchema,
  contactListSchema,
  createContactSchema,
  patchContactSchema,
} from '@couveuse/shared/api/contacts'
import { timelineQuerySchema, timelineSchema } from '@couveuse/shared/api/timeline'
import type { Temperature } from '@couveuse/shared/contract/words'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import { z } from 'zod'
import { convertFields } from '../../contacts-import/convert-fields.ts'
import { contactFile } from '../../operations/contact-file.ts'
import type { HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { contactSummary } from '../present/contact.ts'
import { contactDetail } from '../present/contact-detail.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { timelineItem } from '../present/timeline.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { receiveAndSettle } from '../settled.ts'
import { loadWorkspace } from '../workspace.ts'

const params = z.object({ id: z.string().min(1).max(100) })
const tag = 'Contacts'

export function contactRoutes(deps: HttpDeps): Route[] {
  const { store, clock } = deps
  return [
    route(
      {
        id: 'listContacts',
        method: 'get',
        path: '/api/contacts',
        summary: 'Contacts, searched and sorted',
        tag,
        query: contactListQuerySchema,
        answers: { 200: contactListSchema },
      },
      async ({ query }) => {
        const { settings } = await loadWorkspace(store)
        const { temperature, ...rest } = query
        const page = await store.contacts.list({
          ...given(rest),
          ...(temperature ? { score: scoreRange(temperature, settings.scoring.temperature) } : {}),
        })
        const items = page.items.map((row) => contactSummary(row, settings.scoring.temperature))
        return { status: 200, body: { items, nextCursor: page.nextCursor, total: page.total } }
      },
    ),
    route(
      {
        id: 'createContact',
        method: 'post',
        path: '/api/contacts',
        summary: 'Make a contact',
        tag,
        body: createContactSchema,
        answers: { 201: contactDetailSchema },
        errors: ['contact_exists', 'invalid_value', 'invalid_email', 'invalid_phone'],
      },
      async ({ body }) => {
        const { settings } = await loadWorkspace(store)
        const { fields, account } = convertFields(body, settings)
        const now = clock.now()
        const { id, ...rest } = body
        const made = await store.contacts.create(
          {
            ...rest,
            ...(id === undefined ? {} : { id }),
            fields: known(fields),
            account: known(account),
            createdAt: now,
          },
          now,
        )
        if (made.type === 'exists') {
          const same = made.by === 'id' ? 'id' : 'e-mail address'
          throw refuse(
            'contact_exists',
            `Contact "${made.contactId}" has this ${same} already.`,
            made.by === 'id' ? 'id' : 'fields.email',
          )
        }
        deps.ring()
        return {
          status: 201,
          body: await contactDetail(deps, made.contactId),
          headers: { location: `/api/contacts/${encodeURIComponent(made.contactId)}` },
        }
      },
    ),
    route(
      {
        id: 'getContact',
        method: 'get',
        path: '/api/contacts/{id}',
        summary: 'A contact with account, consent, scores explained and segments',
        tag,
        params,
        answers: { 200: contactDetailSchema },
        errors: ['contact_not_found'],
      },
      async (call) => ({ status: 200, body: await contactDetail(deps, call.params.id) }),
    ),
    route(
      {
        id: 'patchContact',
        method: 'patch',
        path: '/api/contacts/{id}',
        summary: 'Change a contact',
        description:
          'Maps merge key by key and null clears; tags, lists, bant and suppressed replace. Flows react as to any other change.',
        tag,
        params,
        body: patchContactSchema,
        answers: { 200: contactDetailSchema, 202: contactDetailSchema },
        errors: ['contact_not_found', 'contact_exists', 'invalid_value', 'invalid_email', 'invalid_phone'],
      },
      async ({ params: { id }, body }) => {
        const { settings } = await loadWorkspace(store)
        const { fields, account } = convertFields(body, settings)
        await refuseTakenEmail(deps, id, fields.email)
        const { fields: _f, account: _a, ...rest } = body
        const change = {
          ...given(rest),
          ...(body.fields ? { fields } : {}),
          ...(body.account ? { account } : {}),
        }
        const isSettled = await receiveAndSettle(deps, id, { type: 'change', change })
        return { status: isSettled ? 200 : 202, body: await contactDetail(deps, id) }
      },
    ),
    route(
      {
        id: 'exportContact',
        method: 'get',
        path: '/api/contacts/{id}/export',
        summary: 'All that is kept about a contact, for that person',
        description:
          'Everything as JSON: details, consent, events, scores, journeys, messages with what they said, webhooks, tasks, hand-offs, and what still waits.',
        tag,
        params,
        answers: { 200: contactFileSchema },
        errors: ['contact_not_found'],
      },
      async ({ params: { id } }) => {
        const file = await contactFile(store, id, clock.now())
        if (!file) throw unknownContact(id)
        return {
          status: 200,
          body: { ...file, record: { ...file.record } },
          headers: { 'content-disposition': `attachment; filename="contact-${id.replace(/[^\w.-]/g, '_')}.json"` },
        }
      },
    ),
    route(
      {
        id: 'deleteContact',
        method: 'delete',
        path: '/api/contacts/{id}',
        summary: 'Delete a contact and all that is known about it',
        description: 'Messages not sent yet are not sent. What flows have counted stays counted.',
        tag,
        params,
        answers: { 204: null },
        errors: ['contact_not_found'],
      },
      async ({ params: { id } }) => {
        if (!(await store.contacts.delete(id, clock.now()))) throw unknownContact(id)
        return { status: 204, body: null }
      },
    ),
    route(
      {
        id: 'getTimeline',
        method: 'get',
        path: '/api/contacts/{id}/timeline',
        summary: 'What happened to a contact, newest first',
        description:
          'Events, changes, messages, entries (and why there was none), tasks and hand-offs. Journeys: `GET /api/enrollments?contact=`.',
        tag,
        params,
        query: timelineQuerySchema,
        answers: { 200: timelineSchema },
        errors: ['contact_not_found'],
      },
      async ({ params: { id }, query }) => {
        const page = await store.history.page(id, given(query))
        if (!page) throw unknownContact(id)
        const words = await loadFlowWords(store)
        return {
          status: 200,
          body: { items: page.items.map((item) => timelineItem(item, words)), nextCursor: page.nextCursor },
        }
      },
    ),
  ]
}

const unknownContact = (id: string) => refuse('contact_not_found', `There is no contact "${id}".`)

async function refuseTakenEmail({ store }: HttpDeps, id: string, email: unknown): Promise<void> {
  if (typeof email !== 'string') return
  const other = await store.contacts.findByEmail(email)
  if (other && other.contact.id !== id) {
    throw refuse(
      'contact_exists',
      `Contact "${other.contact.id}" has the e-mail address ${email} already.`,
      'fields.email',
    )
  }
}

/** The scores a temperature stands for, half-open (FLOW-DSL §9). */
function scoreRange(
  temperature: Temperature,
  { warm, hot }: ScoringModel['temperature'],
): { from?: number; below?: number } {
  if (temperature === 'hot') return { from: hot }
  return temperature === 'warm' ? { from: warm, below: hot } : { below: Math.min(warm, hot) }
}

function known<V>(map: Readonly<Record<string, V | null>>): Record<string, V> {
  const entries: [string, V][] = []
  for (const [name, value] of Object.entries(map)) if (value !== null) entries.push([name, value])
  return Object.fromEntries(entries)
}
