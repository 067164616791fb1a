import { type HealthBadge, healthBadgeSchema } from '@couveuse/shared/api/health'
import { useQuery } from '@tanstack/react-query'
import { request } from '../api-client.ts'

const EVERY = 15_000

/** Server state under this key is a HealthBadge; a page that hears of a newer one (`GET /api/live`) may put it there. */
export const healthKey = ['health'] as const

/** How the runtime feels, asked every 15 seconds. */
export function useHealth() {
  return useQuery({
    queryKey: healthKey,
    queryFn: ({ signal }): Promise<HealthBadge> => request({ path: '/api/health', schema: healthBadgeSchema, signal }),
    refetchInterval: EVERY,
    staleTime: EVERY,
    retry: false,
  })
}
