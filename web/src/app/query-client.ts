import { QueryClient } from '@tanstack/react-query'
import { ApiError, OfflineError } from './api-error.ts'

/** A refusal stays a refusal; a lost connection has its own banner, which asks again for everything once it is back. */
function mayHelpToRetry(failures: number, error: Error): boolean {
  if (error instanceof OfflineError) return false
  if (error instanceof ApiError) return error.status >= 500 && failures < 2
  return false
}

/** Server state of the app. `networkMode: always`: the server may well be on this machine, whatever the browser thinks of the internet. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        retry: mayHelpToRetry,
        networkMode: 'always',
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
