import {
  type ImportMapping,
  type ImportPreview,
  type ImportProgress,
  importPreviewSchema,
  importProgressSchema,
} from '@couveuse/shared/api/imports'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api-client.ts'
import { ApiError } from '../../app/api-error.ts'

/** A file being imported. `id` tells two choices of the same name apart. */
export interface ChosenFile {
  readonly id: number
  readonly file: File
}

const TYPE = 'text/csv'
const mappingText = (mapping: ImportMapping): string | undefined =>
  Object.keys(mapping).length > 0 ? JSON.stringify(mapping) : undefined

/** The dry run of a file under a mapping; nothing is written. */
export function previewQuery(chosen: ChosenFile | undefined, mapping: ImportMapping) {
  return queryOptions({
    queryKey: ['contacts', 'import', 'preview', chosen?.id, mapping],
    enabled: chosen !== undefined,
    queryFn: ({ signal }): Promise<ImportPreview> =>
      request({
        method: 'POST',
        path: '/api/contacts/imports/preview',
        query: { mapping: mappingText(mapping) },
        raw: { content: chosen?.file ?? '', type: TYPE },
        schema: importPreviewSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

/** Begins an import; answers how far it has come after a moment. */
export function useImport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ chosen, mapping }: { readonly chosen: ChosenFile; readonly mapping: ImportMapping }) =>
      request({
        method: 'POST',
        path: '/api/contacts/imports',
        query: { mapping: mappingText(mapping) },
        raw: { content: chosen.file, type: TYPE },
        schema: importProgressSchema,
      }),
    onSuccess: (progress) => {
      queries.setQueryData(progressQuery(progress.id).queryKey, progress)
      return queries.invalidateQueries({ queryKey: ['contacts', 'list'] })
    },
  })
}

const ASK_AGAIN = 500

/** How far an import has come, asked until it has ended. */
export function progressQuery(id: string) {
  return queryOptions({
    queryKey: ['contacts', 'import', 'progress', id],
    queryFn: ({ signal }): Promise<ImportProgress> =>
      request({ path: `/api/contacts/imports/${encodeURIComponent(id)}`, schema: importProgressSchema, signal }),
    refetchInterval: ({ state: { data, error } }) => {
      const isLost = error instanceof ApiError && error.code === 'import_not_found'
      return isLost || (data && data.state !== 'running') ? false : ASK_AGAIN
    },
    staleTime: ({ state: { data } }) => (data && data.state !== 'running' ? Number.POSITIVE_INFINITY : 0),
  })
}
