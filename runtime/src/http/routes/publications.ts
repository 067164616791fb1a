import { flowKeySchema, flowPublishedSchema, publishFlowSchema } from '@couveuse/shared/api/flows'
import { instantText } from '@couveuse/shared/api/instant'
import {
  migrationOfferSchema,
  migrationPreviewSchema,
  migrationQuerySchema,
  previewMigrationSchema,
  rollBackSchema,
} from '@couveuse/shared/api/publications'
import type { MigrationPlan } from '@couveuse/shared/flow/publish'
import { z } from 'zod'
import type { HttpDeps } from '../deps.ts'
import { flowJson } from '../flow-documents.ts'
import { given } from '../given.ts'
import { migrationOffer, refuseUnknownSteps } from '../migration-offer.ts'
import { previewMigration } from '../migration-preview.ts'
import { loadNextVersion, type NextVersion, refuseErrors } from '../next-version.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { draftConflict } from './flows.ts'

const tag = 'Flows'
const params = z.object({ key: flowKeySchema })
const versionParams = params.extend({ version: z.coerce.number().int().min(1) })

/** Publishing: whom it finds where, what would become of them, the publication, and an earlier version again. */
export function publicationRoutes(deps: HttpDeps): Route[] {
  const { store, clock } = deps
  return [
    route(
      {
        id: 'getMigration',
        method: 'get',
        path: '/api/flows/{key}/migration',
        summary:
          'Whom a publication finds where: who waits at which step of which version, and what becomes of that step',
        description: 'Of the draft, or with `version` of an earlier version to be published again.',
        tag,
        params,
        query: migrationQuerySchema,
        answers: { 200: migrationOfferSchema },
        errors: ['flow_not_found', 'version_not_found', 'wrong_shape'],
      },
      async ({ params: { key }, query }) => ({
        status: 200,
        body: await migrationOffer(store, await loadNextVersion(deps, key, query.version)),
      }),
    ),
    route(
      {
        id: 'previewMigration',
        method: 'post',
        path: '/api/flows/{key}/migration/preview',
        summary: 'What would become of those on the way, by really letting time pass for them',
        description:
          'Real contacts take the turn that the publication would give them and live through the coming days, by the engine that runs. Nothing is written. Of many a sample is tried: `tried` of `here`. Clicks, replies and answers of sales do not happen.',
        tag,
        params,
        body: previewMigrationSchema,
        answers: { 200: migrationPreviewSchema },
        errors: ['flow_not_found', 'version_not_found', 'step_not_found', 'flow_has_errors'],
      },
      async ({ params: { key }, body: { version, migration, days } }) => {
        const next = await loadNextVersion(deps, key, version)
        refuseErrors(next)
        refuseUnknownSteps(migration, next)
        return { status: 200, body: await previewMigration(store, next, migration, { now: clock.now(), days }) }
      },
    ),
    route(
      {
        id: 'publishFlow',
        method: 'post',
        path: '/api/flows/{key}/publish',
        summary: 'Publish the draft as the next version',
        description:
          'New enrollments use it from now on. Those on the way stay on the version they entered, except where `migration` says otherwise: they are told in the same transaction. The messages the flow names are published with it.',
        tag,
        params,
        body: publishFlowSchema,
        answers: { 200: flowPublishedSchema },
        errors: ['flow_not_found', 'draft_conflict', 'version_superseded', 'flow_has_errors', 'step_not_found'],
      },
      async ({ params: { key }, body: { revision, migration = {}, current } }) => {
        const next = await loadNextVersion(deps, key)
        return { status: 200, body: await publish(deps, next, { revision, migration, ...given({ current }) }) }
      },
    ),
    route(
      {
        id: 'rollBackFlow',
        method: 'post',
        path: '/api/flows/{key}/versions/{version}/publish',
        summary: 'Publish an earlier version again, as the next one',
        description:
          'Its flow and messages as they were. `revision` is that of the draft, which stays as it is or, with `draft: "replace"`, becomes that version.',
        tag,
        params: versionParams,
        body: rollBackSchema,
        answers: { 200: flowPublishedSchema },
        errors: ['flow_not_found', 'version_not_found', 'draft_conflict', 'version_superseded', 'flow_has_errors'],
      },
      async ({ params: { key, version }, body: { revision, migration = {}, draft, current } }) => {
        const next = await loadNextVersion(deps, key, version)
        const replaces = draft === 'replace' && { replacesDraft: true as const }
        const wish = { revision, migration, ...replaces, ...given({ current }) }
        return { status: 200, body: await publish(deps, next, wish) }
      },
    ),
  ]
}

interface Wish {
  readonly revision: number
  readonly migration: MigrationPlan
  readonly replacesDraft?: true
  readonly current?: number | null
}

async function publish({ store, clock, ring }: HttpDeps, next: NextVersion, wish: Wish) {
  const { record, flow, messages, restores, problems } = next
  const { key } = record
  if (record.draftRevision !== wish.revision) throw draftConflict(key, record.draftRevision)
  refuseErrors(next)
  refuseUnknownSteps(wish.migration, next)
  const now = clock.now()
  const outcome = await store.flows.publish(
    { key, document: flowJson(flow), messages, ...wish, ...(restores !== null && { restores }) },
    now,
  )
  if (outcome.type === 'unknown_flow') throw refuse('flow_not_found', `There is no flow "${key}".`)
  if (outcome.type === 'conflict') throw draftConflict(key, outcome.revision)
  if (outcome.type === 'superseded') {
    throw refuse(
      'version_superseded',
      `Version ${outcome.current} of "${key}" was published meanwhile: look again at who waits where.`,
      'current',
    )
  }
  ring()
  const { version, told } = outcome
  return { key, version, publishedAt: instantText(now), problems: [...problems], told }
}
