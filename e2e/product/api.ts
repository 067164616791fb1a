import { contactListSchema } from '@couveuse/shared/api/contacts'
import { enrollmentDetailSchema, enrollmentListSchema } from '@couveuse/shared/api/enrollments'
import { type EventInput, eventReceiptSchema } from '@couveuse/shared/api/events'
import { flowListSchema } from '@couveuse/shared/api/flows'
import { handoffListSchema } from '@couveuse/shared/api/handoffs'
import { templateListSchema } from '@couveuse/shared/api/library'
import { type PutScoring, scoringSchema, settingsSchema } from '@couveuse/shared/api/settings'
import { z } from 'zod'

type Settings = z.infer<typeof settingsSchema>['settings']

export type Api = ReturnType<typeof apiOf>

/** The product's API as another system uses it. An answer that is no success is an error with its text. */
export function apiOf(url: string) {
  async function ask<T>(method: string, path: string, shape: z.ZodType<T>, body?: unknown): Promise<T> {
    const answer = await fetch(new URL(path, url), {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return shape.parse(await answer.json())
  }
  const settings = () => ask('GET', '/api/settings', settingsSchema)
  const scoring = () => ask('GET', '/api/scoring', scoringSchema)

  return {
    settings,
    scoring,
    /** What a form, a site or a shop tells about a contact. */
    sendEvent: (event: EventInput) => ask('POST', '/api/events', eventReceiptSchema, event),
    flows: () => ask('GET', '/api/flows', flowListSchema),
    contacts: (search = '') => ask('GET', `/api/contacts?search=${encodeURIComponent(search)}`, contactListSchema),
    enrollments: (contactId: string) => ask('GET', `/api/enrollments?contact=${contactId}`, enrollmentListSchema),
    enrollmentsOfFlow: (flow: string) => ask('GET', `/api/enrollments?flow=${flow}&limit=200`, enrollmentListSchema),
    enrollment: (id: string) => ask('GET', `/api/enrollments/${encodeURIComponent(id)}`, enrollmentDetailSchema),
    /** Leads that wait to be accepted, the most pressing first. */
    openLeads: () => ask('GET', '/api/handoffs?state=open', handoffListSchema),
    messages: () => ask('GET', '/api/templates', templateListSchema),
    putMessage: (key: string, message: { readonly subject?: string; readonly body: string }) =>
      ask('PUT', `/api/templates/${key}`, z.unknown(), message),
    async putSettings(change: Partial<Settings>) {
      const { revision, settings: present } = await settings()
      await ask('PUT', '/api/settings', z.unknown(), { revision, settings: { ...present, ...change } })
    },
    async putScoring(change: Partial<PutScoring['scoring']>) {
      const { revision, scoring: present } = await scoring()
      await ask('PUT', '/api/scoring', z.unknown(), { revision, scoring: { ...present, ...change } })
    },
  }
}
