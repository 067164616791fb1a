import { enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import {
  type FailedGroup,
  failedListSchema,
  type MendFailed,
  type MendProgress,
  mendProgressSchema,
} from '@couveuse/shared/api/mends'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api-client.ts'
import { healthKey } from '../../app/shell/health.ts'

const failedKey = ['flows', 'failed'] as const
const MENDS = '/api/failed-enrollments/mends'
const LOOK_EVERY_MS = 700
const SEEN_AGAIN_MS = 15_000

/** Failed enrollments that failed alike, of one flow or of all. */
export function failedQuery(flow: string | undefined) {
  return queryOptions({
    queryKey: [...failedKey, 'groups', flow],
    queryFn: ({ signal }) =>
      request({ path: '/api/failed-enrollments', query: { flow }, schema: failedListSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: SEEN_AGAIN_MS,
  })
}

const MEMBERS = 25

/** The contacts behind a group, page by page. */
export function membersQuery({ flow, version, step, code }: FailedGroup, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...failedKey, 'members', { flow, version, step, code }, cursor],
    queryFn: ({ signal }) =>
      request({
        path: '/api/enrollments',
        query: { status: 'failed', flow, version, step, reason: code, cursor, limit: MEMBERS },
        schema: enrollmentListSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

/** How a repair goes on that was not done at once; asked until it is. */
export function progressQuery(id: string) {
  return queryOptions({
    queryKey: [...failedKey, 'mend', id],
    queryFn: ({ signal }) =>
      request({ path: `${MENDS}/${encodeURIComponent(id)}`, schema: mendProgressSchema, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : LOOK_EVERY_MS),
    staleTime: LOOK_EVERY_MS,
    gcTime: 0,
  })
}

/** Retries, skips or ends many; the answer says how far it has come by then. */
export function useMendFailed() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: MendFailed): Promise<MendProgress> =>
      request({ method: 'POST', path: MENDS, body: wish, schema: mendProgressSchema }),
    onSuccess: (progress) => queries.setQueryData(progressQuery(progress.id).queryKey, progress),
  })
}

/** What is still failed, counts of flows and the badge: all of it may be different now. */
export function useLookAgain(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['flows'], predicate: ({ queryKey }) => queryKey[2] !== 'mend' })
    void queries.invalidateQueries({ queryKey: healthKey })
  }
}
