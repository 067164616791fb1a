import {
  type CreateFlow,
  type FlowList,
  type FlowStatus,
  flowDetailSchema,
  flowListSchema,
  flowStateSchema,
  type ResumeFlow,
} from '@couveuse/shared/api/flows'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'

export interface FlowFilter {
  readonly q?: string | undefined
  readonly status?: FlowStatus | undefined
}

/** Every list of flows starts with this key; live counts are written into all of them. */
export const flowListsKey = ['flows', 'list'] as const

const MOST_FLOWS = 200

/** The flows that fit, all on one page: there are few of them. */
export function flowsQuery({ q, status }: FlowFilter) {
  return queryOptions({
    queryKey: [...flowListsKey, { q, status }],
    queryFn: ({ signal }): Promise<FlowList> =>
      request({
        path: '/api/flows',
        query: { search: q, status, limit: MOST_FLOWS },
        schema: flowListSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

/** How many enrollments of a paused flow are overdue, asked anew each time: it grows by the minute. */
export function overdueQuery(key: string) {
  return queryOptions({
    queryKey: ['flows', 'overdue', key],
    queryFn: async ({ signal }) => (await request({ path: flowPath(key), schema: flowDetailSchema, signal })).overdue,
    staleTime: 0,
    gcTime: 0,
  })
}

const flowPath = (key: string): string => `/api/flows/${encodeURIComponent(key)}`

/** Makes a flow and answers its draft. */
export function useCreateFlow() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateFlow) => request({ method: 'POST', path: '/api/flows', body, schema: flowDetailSchema }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flows'] }),
  })
}

/** Holds everybody in a flow where they are. */
export function usePauseFlow() {
  const setStatus = useSetStatus()
  return useMutation({
    mutationFn: (key: string) => request({ method: 'POST', path: `${flowPath(key)}/pause`, schema: flowStateSchema }),
    onSuccess: ({ key, status }) => setStatus(key, status),
  })
}

/** Lets them go on, in one of the three ways (FLOW-DSL §7). */
export function useResumeFlow() {
  const setStatus = useSetStatus()
  return useMutation({
    mutationFn: ({ key, ...body }: ResumeFlow & { readonly key: string }) =>
      request({ method: 'POST', path: `${flowPath(key)}/resume`, body, schema: flowStateSchema }),
    onSuccess: ({ key, status }) => setStatus(key, status),
  })
}

/** Deletes a flow nobody is in; its row goes at once and comes back if the server refuses. */
export function useDeleteFlow() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => request({ method: 'DELETE', path: flowPath(key) }),
    onMutate: async (key) => {
      await queries.cancelQueries({ queryKey: flowListsKey })
      const before = queries.getQueriesData<FlowList>({ queryKey: flowListsKey })
      queries.setQueriesData<FlowList>({ queryKey: flowListsKey }, (list) =>
        list ? { ...list, items: list.items.filter((flow) => flow.key !== key) } : list,
      )
      return { before }
    },
    onError: (_error, _key, context) => {
      for (const [queryKey, list] of context?.before ?? []) queries.setQueryData(queryKey, list)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['flows'] }),
  })
}

function useSetStatus(): (key: string, status: FlowStatus) => void {
  const queries = useQueryClient()
  return (key, status) => {
    queries.setQueriesData<FlowList>({ queryKey: flowListsKey }, (list) =>
      list ? { ...list, items: list.items.map((flow) => (flow.key === key ? { ...flow, status } : flow)) } : list,
    )
    void queries.invalidateQueries({ queryKey: ['flows'] })
  }
}
