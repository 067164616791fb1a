import {
  type PutTemplate,
  type TemplateList,
  templateListSchema,
  templatePreviewSchema,
  templateSchema,
} from '@couveuse/shared/api/library'
import { type SegmentList, segmentCountSchema, segmentListSchema, segmentSchema } from '@couveuse/shared/api/segments'
import {
  type EditableSettings,
  type Scoring,
  type Settings,
  scoringSchema,
  settingsSchema,
} from '@couveuse/shared/api/settings'
import type { Condition } from '@couveuse/shared/conditions/schema'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from '../app/api-client.ts'

export const settingsQuery = queryOptions({
  queryKey: ['settings', 'general'],
  queryFn: ({ signal }): Promise<Settings> => request({ path: '/api/settings', schema: settingsSchema, signal }),
})

export const scoringQuery = queryOptions({
  queryKey: ['settings', 'scoring'],
  queryFn: ({ signal }): Promise<Scoring> => request({ path: '/api/scoring', schema: scoringSchema, signal }),
})

export const segmentsQuery = queryOptions({
  queryKey: ['settings', 'segments'],
  queryFn: ({ signal }): Promise<SegmentList> => request({ path: '/api/segments', schema: segmentListSchema, signal }),
})

export const templatesQuery = queryOptions({
  queryKey: ['settings', 'templates'],
  queryFn: ({ signal }): Promise<TemplateList> =>
    request({ path: '/api/templates', schema: templateListSchema, signal }),
})

/** How many contacts a condition holds for at this moment. */
export function segmentCountQuery(when: Condition) {
  return queryOptions({
    queryKey: ['settings', 'segments', 'count', when],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: '/api/segments/count', body: { when }, schema: segmentCountSchema, signal }),
  })
}

/** A message as a contact would get it; an invented contact where none is chosen. */
export function previewQuery(template: PutTemplate) {
  return queryOptions({
    queryKey: ['settings', 'preview', template],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: '/api/templates/preview',
        body: { template },
        schema: templatePreviewSchema,
        signal,
      }),
    placeholderData: (before) => before,
  })
}

const nothing = z.unknown()
const at = (resource: 'segments' | 'templates', key: string): string => `/api/${resource}/${encodeURIComponent(key)}`

/** Everything that looks names up in the workspace asks again after a change. */
function useChange<Variables, Answer>(change: (variables: Variables) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['settings'] })
      await queries.invalidateQueries({ queryKey: ['workspace'] })
    },
  })
}

export const usePutSettings = () =>
  useChange((body: { readonly revision: number; readonly settings: EditableSettings }) =>
    request({ method: 'PUT', path: '/api/settings', body, schema: settingsSchema }),
  )

export const usePutScoring = () =>
  useChange((body: { readonly revision: number; readonly scoring: ScoringModel }) =>
    request({ method: 'PUT', path: '/api/scoring', body, schema: scoringSchema }),
  )

export const usePutSegment = () =>
  useChange(({ key, when }: { readonly key: string; readonly when: Condition }) =>
    request({ method: 'PUT', path: at('segments', key), body: { when }, schema: segmentSchema }),
  )

export const useDeleteSegment = () =>
  useChange((key: string) => request({ method: 'DELETE', path: at('segments', key), schema: nothing }))

export const usePutTemplate = () =>
  useChange(({ key, template }: { readonly key: string; readonly template: PutTemplate }) =>
    request({ method: 'PUT', path: at('templates', key), body: template, schema: templateSchema }),
  )

export const useDeleteTemplate = () =>
  useChange((key: string) => request({ method: 'DELETE', path: at('templates', key), schema: nothing }))
