import type { FlowList } from '@couveuse/shared/api/flows'
import { LIVE_EVENT, type OverviewLive, overviewLiveSchema } from '@couveuse/shared/api/live'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { healthKey } from '../app/shell/health.ts'
import { subscribe } from '../app/subscribe.ts'
import { flowListsKey } from './queries.ts'

/** Keeps the counts of every list of flows up to date while it is called, and the health badge with them. */
export function useLiveFlows(): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (typeof EventSource === 'undefined') return // the lists are still asked for when the window comes to the front
    return subscribe({
      path: '/api/live',
      event: LIVE_EVENT,
      schema: overviewLiveSchema,
      onMessage: (live) => takeIn(queries, live),
    })
  }, [queries])
}

function takeIn(queries: QueryClient, { flows, health }: OverviewLive): void {
  queries.setQueryData(healthKey, health)
  const byKey = new Map(flows.map((flow) => [flow.key, flow]))
  const lists = queries.getQueriesData<FlowList>({ queryKey: flowListsKey })
  let isKnown = true
  for (const [queryKey, list] of lists) {
    if (!list) continue
    isKnown &&= list.items.every(({ key }) => byKey.has(key))
    queries.setQueryData<FlowList>(queryKey, {
      ...list,
      items: list.items.map((flow) => ({ ...flow, ...byKey.get(flow.key) })),
    })
  }
  if (!isKnown) void queries.invalidateQueries({ queryKey: flowListsKey })
}
