import {
  countSegmentSchema,
  putSegmentSchema,
  segmentCountSchema,
  segmentKeySchema,
  segmentListSchema,
  segmentSchema,
} from '@couveuse/shared/api/segments'
import { mentionedSegments } from '@couveuse/shared/conditions/mentions'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import { z } from 'zod'
import { problemsOfCondition } from '../check-condition.ts'
import type { HttpDeps } from '../deps.ts'
import { RequestProblems, refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { countMembers } from '../segment-members.ts'
import { changeDocument, loadWorkspace } from '../workspace.ts'

const tag = 'Segments'
const params = z.object({ key: segmentKeySchema })
const notThere = (key: string) => refuse('segment_not_found', `There is no segment "${key}".`)

export function segmentRoutes(deps: HttpDeps): Route[] {
  const { store, clock, shelf } = deps

  async function users({ segments, scoring }: WorkspaceSettings): Promise<(key: string) => string[]> {
    const inFlows = await shelf.users('segment')
    const scoringText = JSON.stringify(scoring)
    return (key) => [
      ...inFlows(key),
      ...Object.keys(segments).filter(
        (other) => other !== key && mentionedSegments(segments[other] ?? EMPTY).includes(key),
      ),
      ...(scoringText.includes(`"segment.${key}"`) ? ['scoring'] : []),
    ]
  }

  return [
    route(
      {
        id: 'listSegments',
        method: 'get',
        path: '/api/segments',
        summary: 'Segments with how many contacts are in each now',
        tag,
        answers: { 200: segmentListSchema },
      },
      async () => {
        const { settings } = await loadWorkspace(store)
        const entries = Object.entries(settings.segments)
        const conditions = entries.map(([, when]) => when)
        const { members } = await countMembers(store, settings, conditions, clock.now())
        const usersOf = await users(settings)
        const items = entries.map(([key, when], index) => ({
          key,
          when,
          members: members[index] ?? 0,
          usedBy: usersOf(key),
        }))
        return { status: 200, body: { items } }
      },
    ),
    route(
      {
        id: 'countSegment',
        method: 'post',
        path: '/api/segments/count',
        summary: 'For how many contacts a condition holds now; nothing is stored',
        tag,
        body: countSegmentSchema,
        answers: { 200: segmentCountSchema },
      },
      async ({ body: { when } }) => {
        const { settings } = await loadWorkspace(store)
        const { of, members } = await countMembers(store, settings, [when], clock.now())
        return {
          status: 200,
          body: { of, members: members[0] ?? 0, problems: problemsOfCondition(when, settings, 'when') },
        }
      },
    ),
    route(
      {
        id: 'putSegment',
        method: 'put',
        path: '/api/segments/{key}',
        summary: 'Make or change a segment',
        tag,
        params,
        body: putSegmentSchema,
        answers: { 200: segmentSchema },
        errors: ['condition_has_errors'],
      },
      async ({ params: { key }, body: { when } }) => {
        const { settings } = await loadWorkspace(store)
        const after = { ...settings, segments: { ...settings.segments, [key]: when } }
        const problems = problemsOfCondition(when, after, 'when')
        const first = problems.find(({ level }) => level === 'error')
        if (first)
          throw new RequestProblems(
            'condition_has_errors',
            `Segment "${key}": ${first.message}.`,
            problems,
            first.field,
          )
        await changeDocument(deps, 'segments', (segments) => ({ ...segments, [key]: when }))
        const { members } = await countMembers(store, after, [when], clock.now())
        return { status: 200, body: { key, when, members: members[0] ?? 0, usedBy: (await users(after))(key) } }
      },
    ),
    route(
      {
        id: 'deleteSegment',
        method: 'delete',
        path: '/api/segments/{key}',
        summary: 'Delete a segment that nothing names',
        tag,
        params,
        answers: { 204: null },
        errors: ['segment_not_found', 'segment_in_use'],
      },
      async ({ params: { key } }) => {
        const { settings } = await loadWorkspace(store)
        if (!settings.segments[key]) throw notThere(key)
        const usedBy = (await users(settings))(key)
        if (usedBy.length > 0)
          throw refuse('segment_in_use', `Segment "${key}" is used by ${usedBy.join(', ')}: change those first.`)
        await changeDocument(deps, 'segments', ({ [key]: _, ...others }) => others)
        return { status: 204, body: null }
      },
    ),
  ]
}

const EMPTY = { combinator: 'and' as const, rules: [] }
