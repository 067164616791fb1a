import { type Operations, operationsSchema, retriedSchema } from '@couveuse/shared/api/operations'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'

const EVERY = 5_000
const EVERY_WHILE_AUDITING = 1_000

/** Everything about the runtime; looked at more often while an audit runs. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }): Promise<Operations> => request({ path: '/api/operations', schema: operationsSchema, signal }),
  refetchInterval: ({ state }) => (state.data?.audit.isRunning ? EVERY_WHILE_AUDITING : EVERY),
})

export function useAudit() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => request({ method: 'POST', path: '/api/operations/audit', schema: operationsSchema }),
    onSuccess: (operations) => {
      queries.setQueryData(operationsQuery.queryKey, {
        ...operations,
        audit: { ...operations.audit, isRunning: true },
      })
      void queries.invalidateQueries({ queryKey: operationsQuery.queryKey })
    },
  })
}

/** No ids = all who are set aside. */
export function useRetrySetAside() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (contacts: readonly string[] | undefined) =>
      request({
        method: 'POST',
        path: '/api/operations/set-aside/retry',
        body: contacts === undefined ? {} : { contacts },
        schema: retriedSchema,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: operationsQuery.queryKey }),
  })
}
