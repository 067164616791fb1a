import {
  enrollAcceptedSchema,
  enrollContactsSchema,
  flowKeySchema,
  flowStateSchema,
  flowVersionListSchema,
  flowVersionSchema,
  resumeFlowSchema,
} from '@couveuse/shared/api/flows'
import { instantText } from '@couveuse/shared/api/instant'
import type { Cause } from '@couveuse/shared/engine/cause'
import { addDuration, parseDuration } from '@couveuse/shared/time/duration'
import { z } from 'zod'
import type { HttpDeps } from '../deps.ts'
import { enrollContacts } from '../enroll-contacts.ts'
import { flowState, presentCounts } from '../present/flow.ts'
import { refuse } from '../refuse.ts'
import { resumeFlow } from '../resume-flow.ts'
import { type Route, route } from '../route.ts'
import { loadWorkspace } from '../workspace.ts'

const tag = 'Flows'
const params = z.object({ key: flowKeySchema })
const noFlow = (key: string) => refuse('flow_not_found', `There is no flow "${key}".`)

/** Running: versions, pause and resume, enrollment by hand. Drawing: `flows.ts`; publishing: `publications.ts`. */
export function flowRunRoutes(deps: HttpDeps): Route[] {
  const { store, clock } = deps
  return [
    route(
      {
        id: 'pauseFlow',
        method: 'post',
        path: '/api/flows/{key}/pause',
        summary: 'Pause a flow: whoever is in it is held where it is',
        tag,
        params,
        answers: { 200: flowStateSchema },
        errors: ['flow_not_found', 'flow_not_published', 'flow_already_paused'],
      },
      async ({ params: { key } }) => {
        const outcome = await store.flows.pause(key, clock.now())
        if (outcome === 'unknown_flow') throw noFlow(key)
        if (outcome === 'not_published')
          throw refuse('flow_not_published', `Flow "${key}" has not been published, so nothing of it runs.`)
        if (outcome === 'already_paused') throw refuse('flow_already_paused', `Flow "${key}" is already paused.`)
        deps.ring()
        return { status: 200, body: await flowState(deps, key) }
      },
    ),
    route(
      {
        id: 'resumeFlow',
        method: 'post',
        path: '/api/flows/{key}/resume',
        summary: 'Resume a paused flow: what became overdue runs now, is spread, or skips its messages',
        tag,
        params,
        body: resumeFlowSchema,
        answers: { 200: flowStateSchema },
        errors: ['flow_not_found', 'flow_not_paused'],
      },
      async ({ params: { key }, body }) => {
        const now = clock.now()
        const cause: Cause & { type: 'resume' } =
          body.missed === 'spread'
            ? { type: 'resume', flow: key, missed: 'spread', overMs: await spreadMs(deps, body.over ?? '', now) }
            : { type: 'resume', flow: key, missed: body.missed }
        await resumeFlow(deps, key, cause)
        return { status: 200, body: await flowState(deps, key) }
      },
    ),
    route(
      {
        id: 'listFlowVersions',
        method: 'get',
        path: '/api/flows/{key}/versions',
        summary: 'Published versions, newest first, and how many are in each',
        tag,
        params,
        answers: { 200: flowVersionListSchema },
        errors: ['flow_not_found'],
      },
      async ({ params: { key } }) => {
        const versions = await store.flows.versions(key)
        if (versions.length === 0 && !(await store.flows.get(key))) throw noFlow(key)
        const items = versions.map(({ version, publishedAt, restores, counts }) => {
          const { open, entered } = presentCounts(counts)
          return { version, publishedAt: instantText(publishedAt), open, entered, restores }
        })
        return { status: 200, body: { items } }
      },
    ),
    route(
      {
        id: 'getFlowVersion',
        method: 'get',
        path: '/api/flows/{key}/versions/{version}',
        summary: 'A version as it was published, with its messages',
        tag,
        params: params.extend({ version: z.coerce.number().int().min(1) }),
        answers: { 200: flowVersionSchema },
        errors: ['version_not_found'],
      },
      async ({ params: { key, version } }) => {
        const [record, versions] = await Promise.all([store.flows.version(key, version), store.flows.versions(key)])
        const summary = versions.find((each) => each.version === version)
        if (!record || !summary) throw refuse('version_not_found', `Flow "${key}" has no version ${version}.`)
        const { open, entered } = presentCounts(summary.counts)
        return {
          status: 200,
          body: {
            version,
            publishedAt: instantText(record.publishedAt),
            open,
            entered,
            restores: record.restores,
            flow: record.document,
            messages: { ...record.messages },
          },
        }
      },
    ),
    route(
      {
        id: 'enrollContacts',
        method: 'post',
        path: '/api/flows/{key}/enrollments',
        summary: 'Enroll contacts by hand: by id, or everybody in a segment',
        description:
          'Audience and re-entry are tested as for every trigger; who is not enrolled has the reason in the timeline.',
        tag,
        params,
        body: enrollContactsSchema,
        answers: { 202: enrollAcceptedSchema },
        errors: ['flow_not_found', 'flow_not_published', 'segment_not_found'],
      },
      async ({ params: { key }, body }) => {
        const record = await store.flows.get(key)
        if (!record) throw noFlow(key)
        if (record.currentVersion === null)
          throw refuse('flow_not_published', `Flow "${key}" has not been published: nobody can enter it.`)
        return { status: 202, body: await enrollContacts(deps, key, body) }
      },
    ),
  ]
}

async function spreadMs({ store }: HttpDeps, over: string, now: number): Promise<number> {
  const duration = parseDuration(over)
  const { settings } = await loadWorkspace(store)
  const overMs = duration ? addDuration(now, duration, settings.timezone) - now : 0
  if (overMs > 0) return overMs
  throw refuse('wrong_shape', `"${over}" is not a duration such as PT4H or P1D.`, 'over')
}
