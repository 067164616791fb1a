import type { FlowDetail } from '@couveuse/shared/api/flows'
import { flowLiveSchema, LIVE_EVENT } from '@couveuse/shared/api/live'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribe } from '../app/subscribe.ts'
import { detailKey } from './queries.ts'
import type { DesignerStore } from './store/designer-store.ts'

/** Brings the counts of a published flow onto its cards as they change. */
export function useLive(store: DesignerStore, key: string, isPublished: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isPublished) return
    return subscribe({
      path: `/api/flows/${encodeURIComponent(key)}/live`,
      event: LIVE_EVENT,
      schema: flowLiveSchema,
      onMessage: (live) => {
        store.getState().setView({ live })
        const { status, version, counts } = live
        queries.setQueryData<FlowDetail>(detailKey(key), (detail) =>
          detail && (detail.status !== status || detail.version !== version)
            ? { ...detail, status, version, counts }
            : detail,
        )
      },
    })
  }, [store, key, isPublished, queries])
}
