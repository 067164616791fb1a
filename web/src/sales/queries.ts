import {
  type AcceptHandoff,
  type Handoff,
  type HandoffList,
  type HandoffState,
  type HandoffStory,
  handoffListSchema,
  handoffSchema,
  handoffStorySchema,
  type LostHandoff,
  type ReturnHandoff,
  type WonHandoff,
} from '@couveuse/shared/api/handoffs'
import { settingsSchema } from '@couveuse/shared/api/settings'
import { type TaskList, type TaskListQuery, taskListSchema, taskSchema } from '@couveuse/shared/api/tasks'
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { request } from '../app/api-client.ts'

export interface LeadFilter {
  readonly state: HandoffState
  readonly team?: string | undefined
  readonly owner?: string | undefined
}

/** Others accept leads too: what is on screen is asked for again this often, in milliseconds. */
const EVERY = 15_000

const leadsKey = ['sales', 'leads'] as const

/** Leads of one state by their deadline, with how many there are in each state. */
export function leadsQuery(filter: LeadFilter) {
  return infiniteQueryOptions({
    queryKey: [...leadsKey, filter],
    queryFn: ({ pageParam, signal }): Promise<HandoffList> =>
      request({
        path: '/api/handoffs',
        query: { ...filter, cursor: pageParam || undefined },
        schema: handoffListSchema,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  })
}

export function storyQuery(id: string) {
  return queryOptions({
    queryKey: ['sales', 'story', id],
    queryFn: ({ signal }): Promise<HandoffStory> =>
      request({ path: `/api/handoffs/${encodeURIComponent(id)}`, schema: handoffStorySchema, signal }),
    refetchInterval: EVERY,
  })
}

/** Teams and their members, to choose from. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => request({ path: '/api/settings', schema: settingsSchema, signal }),
})

export type Verdict =
  | { readonly to: 'accept'; readonly body: AcceptHandoff }
  | { readonly to: 'return'; readonly body: ReturnHandoff }
  | { readonly to: 'won'; readonly body: WonHandoff }
  | { readonly to: 'lost'; readonly body: LostHandoff }

const stateAfter = { accept: 'accepted', return: 'returned', won: 'won', lost: 'lost' } as const

/** Tells the flow what sales made of a lead. The page shows it at once, and goes back if the server refuses. */
export function useVerdict(id: string) {
  const queries = useQueryClient()
  const story = storyQuery(id).queryKey
  return useMutation({
    mutationFn: ({ to, body }: Verdict): Promise<Handoff> =>
      request({ method: 'POST', path: `/api/handoffs/${encodeURIComponent(id)}/${to}`, body, schema: handoffSchema }),
    onMutate: async ({ to, body }) => {
      await queries.cancelQueries({ queryKey: ['sales'] })
      const before = queries.getQueryData(story)
      const lists = queries.getQueriesData<InfiniteData<HandoffList>>({ queryKey: leadsKey })
      const state = stateAfter[to]
      const owner = 'owner' in body && body.owner ? { owner: body.owner } : {}
      queries.setQueryData(story, (known) => (known ? { ...known, state, isOverdue: false, ...owner } : known))
      queries.setQueriesData<InfiniteData<HandoffList>>({ queryKey: leadsKey }, (list) => moved(list, id, state))
      return { before, lists }
    },
    onError: (_error, _verdict, context) => {
      if (context?.before) queries.setQueryData(story, context.before)
      for (const [key, list] of context?.lists ?? []) queries.setQueryData(key, list)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sales'] }),
  })
}

/** A list without a lead that has gone to another state, and its counts moved along. */
function moved(
  list: InfiniteData<HandoffList> | undefined,
  id: string,
  to: HandoffState,
): InfiniteData<HandoffList> | undefined {
  const lead = list?.pages.flatMap(({ items }) => items).find((one) => one.id === id)
  if (!list || !lead || lead.state === to) return list
  return {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      items: page.items.filter((one) => one.id !== id),
      counts: { ...page.counts, [lead.state]: page.counts[lead.state] - 1, [to]: page.counts[to] + 1 },
    })),
  }
}

export type TaskFilter = { readonly [K in keyof TaskListQuery]?: TaskListQuery[K] | undefined }

const tasksKey = ['sales', 'tasks'] as const

export function tasksQuery(filter: TaskFilter) {
  return queryOptions({
    queryKey: [...tasksKey, filter],
    queryFn: ({ signal }): Promise<TaskList> =>
      request({ path: '/api/tasks', query: filter, schema: taskListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  })
}

/** Says that a task is done; it leaves the list at once, and comes back if the server refuses. */
export function useFinishTask() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      request({ method: 'POST', path: `/api/tasks/${encodeURIComponent(id)}/done`, schema: taskSchema }),
    onMutate: async (id) => {
      await queries.cancelQueries({ queryKey: tasksKey })
      const lists = queries.getQueriesData<TaskList>({ queryKey: tasksKey })
      queries.setQueriesData<TaskList>({ queryKey: tasksKey }, (list) =>
        list ? { ...list, items: list.items.filter((task) => task.id !== id) } : list,
      )
      return { lists }
    },
    onError: (_error, _id, context) => {
      for (const [key, list] of context?.lists ?? []) queries.setQueryData(key, list)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: tasksKey }),
  })
}
