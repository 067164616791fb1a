import {
  draftSavedSchema,
  type FlowDetail,
  flowDetailSchema,
  flowStateSchema,
  flowVersionListSchema,
  flowVersionSchema,
  type ResumeFlow,
} from '@couveuse/shared/api/flows'
import type { Flow } from '@couveuse/shared/flow/schema'
import { readFlow } from '@couveuse/shared/flow/schema'
import { writeFlow } from '@couveuse/shared/flow/write-flow'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'
import { UnexpectedAnswerError } from '../app/api-error.ts'

const pathOf = (key: string): string => `/api/flows/${encodeURIComponent(key)}`

export function detailKey(key: string) {
  return ['designer', key, 'detail'] as const
}

/** Saves that were still under way when their designer closed. */
const leaving = new Map<string, Promise<unknown>>()

export function rememberSave(key: string, save: Promise<unknown>): void {
  leaving.set(key, save)
  void save.finally(() => {
    if (leaving.get(key) === save) leaving.delete(key)
  })
}

/** The flow as it is opened: read once, from then on the store has the draft. Status and version are kept up to date in it. */
export function detailQuery(key: string) {
  return queryOptions({
    queryKey: detailKey(key),
    queryFn: async ({ signal }): Promise<FlowDetail> => {
      await leaving.get(key)
      return request({ path: pathOf(key), schema: flowDetailSchema, signal })
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** The JSON of a flow, read. The server keeps only what it could read itself. */
export function flowOf(json: unknown, what: string): Flow {
  const read = readFlow(json)
  if (read.ok) return read.flow
  const [problem] = read.problems
  const place = [problem?.step, problem?.field].filter(Boolean).join('.')
  throw new UnexpectedAnswerError(`${what} cannot be read${place ? ` (${place})` : ''}: ${problem?.message ?? ''}`)
}

export async function loadDraft(key: string): Promise<{ readonly flow: Flow; readonly revision: number }> {
  const { flow, draftRevision } = await request({ path: pathOf(key), schema: flowDetailSchema })
  return { flow: flowOf(flow, `The draft of "${key}"`), revision: draftRevision }
}

export function saveDraft(key: string, flow: Flow, revision: number) {
  return request({
    method: 'PUT',
    path: `${pathOf(key)}/draft`,
    body: { flow: writeFlow(flow), revision },
    schema: draftSavedSchema,
  })
}

export function versionsQuery(key: string) {
  return queryOptions({
    queryKey: ['designer', key, 'versions'],
    queryFn: ({ signal }) => request({ path: `${pathOf(key)}/versions`, schema: flowVersionListSchema, signal }),
    staleTime: 0,
  })
}

export function versionQuery(key: string, version: number) {
  return queryOptions({
    queryKey: ['designer', key, 'version', version],
    queryFn: async ({ signal }) => {
      const found = await request({ path: `${pathOf(key)}/versions/${version}`, schema: flowVersionSchema, signal })
      return { ...found, flow: flowOf(found.flow, `Version ${version} of "${key}"`) }
    },
    // A version never changes; how many are in it comes from elsewhere.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Holds everybody in the flow where they are. */
export function usePause(key: string) {
  return useSetState(key, () => request({ method: 'POST', path: `${pathOf(key)}/pause`, schema: flowStateSchema }))
}

/** Lets them go on, in one of the three ways (FLOW-DSL §7). */
export function useResume(key: string) {
  return useSetState(key, (body: ResumeFlow) =>
    request({ method: 'POST', path: `${pathOf(key)}/resume`, body, schema: flowStateSchema }),
  )
}

function useSetState<Variables>(
  key: string,
  mutationFn: (variables: Variables) => Promise<Pick<FlowDetail, 'status' | 'version' | 'overdue'>>,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: ({ status, version, overdue }) => {
      queries.setQueryData<FlowDetail>(detailKey(key), (detail) =>
        detail ? { ...detail, status, version, overdue } : detail,
      )
      return queries.invalidateQueries({ queryKey: ['flows'] })
    },
  })
}

/** How many enrollments of a paused flow are overdue, asked anew each time: it grows by the minute. */
export function overdueQuery(key: string) {
  return queryOptions({
    queryKey: ['designer', key, 'overdue'],
    queryFn: async ({ signal }) => (await request({ path: pathOf(key), schema: flowDetailSchema, signal })).overdue,
    staleTime: 0,
    gcTime: 0,
  })
}
