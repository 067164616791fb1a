import { type ContactList, contactDetailSchema, contactListSchema } from '@couveuse/shared/api/contacts'
import { flowListSchema, flowVersionSchema } from '@couveuse/shared/api/flows'
import { type Timeline, timelineSchema } from '@couveuse/shared/api/timeline'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import type { ScenarioContact } from '@couveuse/shared/simulate/scenario'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'
import { realContact } from './real-contact.ts'

const FOUND = 12

/** Contacts that fit a search, the liveliest first. */
export function contactSearchQuery(search: string) {
  return queryOptions({
    queryKey: ['replay', 'contacts', search],
    queryFn: ({ signal }): Promise<ContactList> =>
      request({
        path: '/api/contacts',
        query: { search: search || undefined, sort: search ? 'name' : 'activity', limit: FOUND },
        schema: contactListSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

const PAGE = 200
/** Pages of history that a replay begins with: the latest thousand events. */
const MOST_PAGES = 5

/** A contact with what they have done so far, as a replay begins with them; read anew each time. */
export async function fetchContact(id: string, signal?: AbortSignal): Promise<ScenarioContact> {
  const path = `/api/contacts/${encodeURIComponent(id)}`
  const [detail, events] = await Promise.all([
    request({ path, schema: contactDetailSchema, signal }),
    fetchEvents(`${path}/timeline`, signal),
  ])
  return realContact(detail, events)
}

async function fetchEvents(path: string, signal: AbortSignal | undefined) {
  const events: Extract<Timeline['items'][number], { type: 'event' }>[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { type: 'event', limit: PAGE, cursor }
    const { items, nextCursor } = await request({ path, query, schema: timelineSchema, signal })
    events.push(...items.filter((item) => item.type === 'event'))
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return events
}

/** The flows that run beside the one under test, as they are published. */
export const publishedFlowsQuery = queryOptions({
  queryKey: ['replay', 'flows'],
  staleTime: 30_000,
  queryFn: async ({ signal }): Promise<readonly Flow[]> => {
    const { items } = await request({ path: '/api/flows', query: { limit: PAGE }, schema: flowListSchema, signal })
    const published = items.filter(({ status, version }) => status === 'published' && version !== null)
    const versions = await Promise.all(
      published.map(({ key, version }) =>
        request({
          path: `/api/flows/${encodeURIComponent(key)}/versions/${version}`,
          schema: flowVersionSchema,
          signal,
        }),
      ),
    )
    return versions.flatMap(({ flow }) => {
      const read = readFlow(flow)
      return read.ok ? [read.flow] : []
    })
  },
})
