import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import { messageDetailSchema, messageListQuerySchema, messageListSchema } from '@couveuse/shared/api/messages'
import { z } from 'zod'
import type { HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { messageSummary } from '../present/message.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'

const tag = 'Outbox'

export function messageRoutes(deps: HttpDeps): Route[] {
  const { store } = deps
  return [
    route(
      {
        id: 'listMessages',
        method: 'get',
        path: '/api/messages',
        summary: 'The outbox: messages sent, on their way, blocked or failed, newest first',
        tag,
        query: messageListQuerySchema,
        answers: { 200: messageListSchema },
      },
      async ({ query }) => {
        const { contact, ...rest } = given(query)
        const page = await store.messages.list({ ...rest, ...(contact === undefined ? {} : { contactId: contact }) })
        const words = await loadFlowWords(store)
        return {
          status: 200,
          body: { items: page.items.map((row) => messageSummary(row, words)), nextCursor: page.nextCursor },
        }
      },
    ),
    route(
      {
        id: 'getMessage',
        method: 'get',
        path: '/api/messages/{id}',
        summary: 'One message as rendered, with headers and what the contact did with it',
        tag,
        params: z.object({ id: z.string().min(1).max(200) }),
        answers: { 200: messageDetailSchema },
        errors: ['message_not_found'],
      },
      async ({ params: { id } }) => {
        const row = await store.messages.get(id)
        if (!row) throw refuse('message_not_found', `There is no message "${id}".`)
        const words = await loadFlowWords(store)
        return {
          status: 200,
          body: {
            ...messageSummary(row, words),
            from: row.from,
            text: row.text,
            html: row.html,
            headers: {},
            nextAttemptAt: instantTextOrNull(row.nextAttemptAt),
            error: row.error,
            events: row.events.map(({ name, occurredAt, machine }) => ({
              at: instantText(occurredAt),
              event: name,
              isMachine: machine,
            })),
          },
        }
      },
    ),
  ]
}
