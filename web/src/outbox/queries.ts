import { contactDetailSchema } from '@couveuse/shared/api/contacts'
import { flowListSchema } from '@couveuse/shared/api/flows'
import {
  type MessageList,
  type MessageListQuery,
  messageDetailSchema,
  messageListSchema,
} from '@couveuse/shared/api/messages'
import { settingsSchema } from '@couveuse/shared/api/settings'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'

export type MessageFilter = { readonly [K in keyof MessageListQuery]?: MessageListQuery[K] | undefined }

/** Messages leave all the time: what is on screen is asked for again this often, in milliseconds. */
const EVERY = 5_000

/** One page of the messages that fit, newest first. */
export function messagesQuery(filter: MessageFilter) {
  return queryOptions({
    queryKey: ['messages', 'list', filter],
    queryFn: ({ signal }): Promise<MessageList> =>
      request({ path: '/api/messages', query: filter, schema: messageListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  })
}

export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) =>
      request({ path: `/api/messages/${encodeURIComponent(id)}`, schema: messageDetailSchema, signal }),
    refetchInterval: EVERY,
  })
}

/** Flows to filter by. */
export const flowNamesQuery = queryOptions({
  queryKey: ['flows', 'names'],
  queryFn: async ({ signal }) => {
    const { items } = await request({ path: '/api/flows', query: { limit: 200 }, schema: flowListSchema, signal })
    return items.map(({ key, name }) => ({ key, name }))
  },
})

/** The name of a contact that the list is narrowed to. */
export function contactNameQuery(id: string) {
  return queryOptions({
    queryKey: ['contacts', 'name', id],
    queryFn: async ({ signal }) => {
      const contact = await request({
        path: `/api/contacts/${encodeURIComponent(id)}`,
        schema: contactDetailSchema,
        signal,
      })
      return contact.name
    },
  })
}

/** How messages leave. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => request({ path: '/api/settings', schema: settingsSchema, signal }),
})
