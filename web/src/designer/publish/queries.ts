import { type FlowDetail, flowPublishedSchema, type Migration, type PublishFlow } from '@couveuse/shared/api/flows'
import { migrationOfferSchema, migrationPreviewSchema, type RollBack } from '@couveuse/shared/api/publications'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api-client.ts'
import { detailKey } from '../queries.ts'

const pathOf = (key: string): string => `/api/flows/${encodeURIComponent(key)}`

/** Whom the publication finds where: of the draft as it is saved, or of an earlier version. Asked anew each time: people move. */
export function offerQuery(key: string, version?: number) {
  return queryOptions({
    queryKey: ['designer', key, 'migration', version ?? 'draft'],
    queryFn: ({ signal }) =>
      request({ path: `${pathOf(key)}/migration`, query: { version }, schema: migrationOfferSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

export interface PreviewQuestion {
  readonly key: string
  readonly version: number | undefined
  readonly migration: Migration
  readonly days: number
}

/** What would become of them. The last answer stays on the page while the next one is worked out. */
export function previewQuery({ key, version, migration, days }: PreviewQuestion) {
  return queryOptions({
    queryKey: ['designer', key, 'migration', version ?? 'draft', 'preview', migration, days],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: `${pathOf(key)}/migration/preview`,
        body: { migration, days, ...(version === undefined ? {} : { version }) },
        schema: migrationPreviewSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

/** Publishes the draft of a revision as the next version, with what becomes of those on the way. */
export function usePublish(key: string) {
  const taken = usePublished(key)
  return useMutation({
    mutationFn: (body: PublishFlow) =>
      request({ method: 'POST', path: `${pathOf(key)}/publish`, body, schema: flowPublishedSchema }),
    onSuccess: (published) => taken(published, { hasUnpublishedChanges: false }),
  })
}

/** Publishes an earlier version again as the next one. */
export function useRollBack(key: string, version: number) {
  const taken = usePublished(key)
  return useMutation({
    mutationFn: (body: RollBack) =>
      request({
        method: 'POST',
        path: `${pathOf(key)}/versions/${version}/publish`,
        body,
        schema: flowPublishedSchema,
      }),
    onSuccess: (published, { draft }) => taken(published, { hasUnpublishedChanges: draft !== 'replace' }),
  })
}

function usePublished(key: string) {
  const queries = useQueryClient()
  return async (
    { version, publishedAt }: { readonly version: number; readonly publishedAt: string },
    { hasUnpublishedChanges }: { readonly hasUnpublishedChanges: boolean },
  ): Promise<void> => {
    queries.setQueryData<FlowDetail>(detailKey(key), (detail) =>
      detail
        ? {
            ...detail,
            version,
            publishedAt,
            hasUnpublishedChanges,
            status: detail.status === 'draft' ? 'published' : detail.status,
          }
        : detail,
    )
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['designer', key, 'versions'] }),
      queries.invalidateQueries({ queryKey: ['flows'] }),
    ])
  }
}
