import {
  type ContactDetail,
  type ContactList,
  type ContactListQuery,
  type CreateContact,
  contactDetailSchema,
  contactListSchema,
  type PatchContact,
} from '@couveuse/shared/api/contacts'
import { type EnrollmentAction, enrollmentDetailSchema, enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import { enrollAcceptedSchema, flowListSchema, flowVersionSchema } from '@couveuse/shared/api/flows'
import { messageDetailSchema } from '@couveuse/shared/api/messages'
import { scoringSchema, settingsSchema } from '@couveuse/shared/api/settings'
import { type TIMELINE_TYPES, timelineSchema } from '@couveuse/shared/api/timeline'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { request } from '../app/api-client.ts'
import { applyPatch } from './card/apply-patch.ts'

export type ContactFilter = { readonly [K in keyof ContactListQuery]?: ContactListQuery[K] | undefined }
export type TimelineType = (typeof TIMELINE_TYPES)[number]

const contactPath = (id: string): string => `/api/contacts/${encodeURIComponent(id)}`

/** One page of the contacts that fit. */
export function contactsQuery(filter: ContactFilter) {
  return queryOptions({
    queryKey: ['contacts', 'list', filter],
    queryFn: ({ signal }): Promise<ContactList> =>
      request({ path: '/api/contacts', query: filter, schema: contactListSchema, signal }),
    placeholderData: keepPreviousData,
  })
}

/** A contact with everything known of it; asked anew often, because flows work on it meanwhile. */
export function contactQuery(id: string) {
  return queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }): Promise<ContactDetail> =>
      request({ path: contactPath(id), schema: contactDetailSchema, signal }),
    refetchInterval: 20_000,
  })
}

export function timelineQuery(id: string, type: TimelineType | undefined) {
  return infiniteQueryOptions({
    queryKey: ['contacts', 'one', id, 'timeline', type],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `${contactPath(id)}/timeline`,
        query: { type, cursor: pageParam || undefined, limit: 30 },
        schema: timelineSchema,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Triggers that wanted to enroll the contact, the latest ones: those that did not have no journey to tell. */
export function entriesQuery(id: string) {
  return queryOptions({
    queryKey: ['contacts', 'one', id, 'entries'],
    queryFn: ({ signal }) =>
      request({
        path: `${contactPath(id)}/timeline`,
        query: { type: 'entry', limit: 50 },
        schema: timelineSchema,
        signal,
      }),
  })
}

export function enrollmentsQuery(contact: string) {
  return queryOptions({
    queryKey: ['contacts', 'one', contact, 'enrollments'],
    queryFn: ({ signal }) =>
      request({ path: '/api/enrollments', query: { contact, limit: 100 }, schema: enrollmentListSchema, signal }),
    refetchInterval: 20_000,
  })
}

export function enrollmentQuery(contact: string, id: string) {
  return queryOptions({
    queryKey: ['contacts', 'one', contact, 'enrollments', id],
    queryFn: ({ signal }) =>
      request({ path: `/api/enrollments/${encodeURIComponent(id)}`, schema: enrollmentDetailSchema, signal }),
    refetchInterval: 20_000,
  })
}

/** A version never changes, so one answer is good for ever. */
export function flowVersionQuery(flow: string, version: number) {
  return queryOptions({
    queryKey: ['flows', 'version', flow, version],
    queryFn: ({ signal }) =>
      request({
        path: `/api/flows/${encodeURIComponent(flow)}/versions/${version}`,
        schema: flowVersionSchema,
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Flows somebody can be enrolled in by hand. */
export const runningFlowsQuery = queryOptions({
  queryKey: ['flows', 'running'],
  queryFn: async ({ signal }) => {
    const { items } = await request({ path: '/api/flows', query: { limit: 200 }, schema: flowListSchema, signal })
    return items.filter(({ version }) => version !== null)
  },
})

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => request({ path: '/api/settings', schema: settingsSchema, signal }),
})

export const scoringQuery = queryOptions({
  queryKey: ['scoring'],
  queryFn: ({ signal }) => request({ path: '/api/scoring', schema: scoringSchema, signal }),
})

export function messageQuery(id: string) {
  return queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) =>
      request({ path: `/api/messages/${encodeURIComponent(id)}`, schema: messageDetailSchema, signal }),
  })
}

export function useCreateContact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateContact) =>
      request({ method: 'POST', path: '/api/contacts', body, schema: contactDetailSchema }),
    onSuccess: (contact) => {
      queries.setQueryData(contactQuery(contact.id).queryKey, contact)
      return queries.invalidateQueries({ queryKey: ['contacts', 'list'] })
    },
  })
}

/** Changes a contact. The page shows it at once, and goes back if the server refuses. */
export function usePatchContact(id: string) {
  const queries = useQueryClient()
  const { queryKey } = contactQuery(id)
  return useMutation({
    mutationFn: (body: PatchContact) =>
      request({ method: 'PATCH', path: contactPath(id), body, schema: contactDetailSchema }),
    onMutate: async (patch) => {
      await queries.cancelQueries({ queryKey, exact: true })
      const before = queries.getQueryData(queryKey)
      if (before) queries.setQueryData(queryKey, applyPatch(before, patch))
      return { before }
    },
    onError: (_error, _patch, context) => {
      if (context?.before) queries.setQueryData(queryKey, context.before)
    },
    onSuccess: (contact) => queries.setQueryData(queryKey, contact),
    onSettled: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
}

export function useDeleteContact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => request({ method: 'DELETE', path: contactPath(id) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts', 'list'] }),
  })
}

export function useEnroll(contact: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (flow: string) =>
      request({
        method: 'POST',
        path: `/api/flows/${encodeURIComponent(flow)}/enrollments`,
        body: { contacts: [contact] },
        schema: enrollAcceptedSchema,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts', 'one', contact] }),
  })
}

export interface EnrollmentStep {
  readonly enrollment: string
  readonly action: EnrollmentAction
}

export function useActOnEnrollment(contact: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ enrollment, action }: EnrollmentStep) =>
      request({
        method: 'POST',
        path: `/api/enrollments/${encodeURIComponent(enrollment)}/${action}`,
        schema: enrollmentDetailSchema,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts', 'one', contact] }),
  })
}
