import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import {
  decidedMessagesSchema,
  decideMessagesSchema,
  messageDetailSchema,
  messageListQuerySchema,
  messageListSchema,
} from '@couveuse/shared/api/messages'
import { z } from 'zod'
import type { MessageStore } from '../../store/messages.ts'
import type { EmailEffect, HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { messageSummary } from '../present/message.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'

const tag = 'Outbox'
type Stored = NonNullable<Awaited<ReturnType<MessageStore['get']>>>

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
            isBodyKept: row.isBodyKept,
            headers: headersOf(deps, row),
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
    route(
      {
        id: 'decideMessages',
        method: 'post',
        path: '/api/messages/decisions',
        summary: 'Send again, mark as sent, give up or hold messages that wait for a decision',
        description:
          'For messages in the states `held`, `unknown` and `failed`. Sent again, a message has its old key: a provider that tells repetitions apart drops the second one.',
        tag,
        body: decideMessagesSchema,
        answers: { 200: decidedMessagesSchema },
      },
      async ({ body: { decision, ids, all } }) => {
        const outboxIds = ids ? await idsOf(store.messages, ids) : all ? await allIds(store.messages, all) : []
        const applied = outboxIds.length === 0 ? 0 : await store.outbox.settle(outboxIds, decision, deps.clock.now())
        if (decision === 'resend' && applied > 0) deps.ring()
        return { status: 200, body: { applied, asked: ids?.length ?? outboxIds.length } }
      },
    ),
  ]
}

async function idsOf(messages: MessageStore, keys: readonly string[]): Promise<readonly number[]> {
  const found = await Promise.all(keys.map((key) => messages.get(key)))
  return found.flatMap((message) => (message ? [message.outboxId] : []))
}

const PAGE = 200

/** Read whole before anything is decided: deciding takes messages out of the list that is being read. */
async function allIds(
  messages: MessageStore,
  { contact, ...rest }: NonNullable<z.output<typeof decideMessagesSchema>['all']>,
): Promise<readonly number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const query: Parameters<MessageStore['list']>[0] = {
      ...given(rest),
      ...(contact === undefined ? {} : { contactId: contact }),
      ...(cursor === null ? {} : { cursor }),
      limit: PAGE,
    }
    const page: Awaited<ReturnType<MessageStore['list']>> = await messages.list(query)
    for (const { outboxId } of page.items) ids.push(outboxId)
    cursor = page.nextCursor
  } while (cursor !== null)
  return ids
}

/** Only mail has headers, and what never left has none. */
function headersOf(deps: HttpDeps, row: Stored): Record<string, string> {
  const { record, from, topic, text, html } = row
  if (record.channel !== 'email' || row.state === 'blocked') return {}
  const [enrollment = '', seq = ''] = record.key.split(':')
  const mail: EmailEffect = {
    type: 'send_message',
    channel: 'email',
    key: record.key,
    messageKey: `${enrollment}:${seq}`,
    contactId: row.contactId,
    enrollmentId: record.enrollmentId,
    flow: record.flow,
    step: record.step,
    to: record.to,
    subject: record.subject,
    text,
    ...(html === null ? {} : { html }),
    ...(from === null ? {} : { from }),
    ...(topic === null ? {} : { topic }),
  }
  return { ...deps.mailHeaders(mail, row.contact) }
}
