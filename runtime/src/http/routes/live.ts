import { flowKeySchema } from '@couveuse/shared/api/flows'
import {
  type FlowLive,
  flowLiveSchema,
  type LiveStep,
  type OverviewLive,
  overviewLiveSchema,
} from '@couveuse/shared/api/live'
import { z } from 'zod'
import type { StepCounts } from '../../store/flows.ts'
import type { HttpDeps } from '../deps.ts'
import { presentCounts, statusOf } from '../present/flow.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { healthBadge } from './health.ts'

const tag = 'Live'
const description =
  'Server-sent events: every message (`event: live`) is a whole snapshot, sent at once and whenever something changed.'

export function liveRoutes(deps: HttpDeps): Route[] {
  return [
    route(
      {
        id: 'watchOverview',
        method: 'get',
        path: '/api/live',
        summary: 'Counts of all flows and the health badge, live',
        description,
        tag,
        answers: {
          200: { type: 'text/event-stream', description: 'OverviewLive in `data`', schema: overviewLiveSchema },
        },
      },
      async () => deps.live.stream('overview', () => overview(deps)),
    ),
    route(
      {
        id: 'watchFlow',
        method: 'get',
        path: '/api/flows/{key}/live',
        summary: 'Who stands at which step of a flow, live',
        description,
        tag,
        params: z.object({ key: flowKeySchema }),
        answers: { 200: { type: 'text/event-stream', description: 'FlowLive in `data`', schema: flowLiveSchema } },
        errors: ['flow_not_found'],
      },
      async ({ params: { key } }) => deps.live.stream(`flow ${key}`, () => flowLive(deps, key)),
    ),
  ]
}

async function overview(deps: HttpDeps): Promise<Omit<OverviewLive, 'at'>> {
  const [flows, health] = await Promise.all([deps.store.flows.list(), healthBadge(deps)])
  return {
    flows: flows.map((flow) => ({
      key: flow.key,
      status: statusOf(flow),
      version: flow.currentVersion,
      counts: presentCounts(flow.counts),
    })),
    health,
  }
}

async function flowLive({ store }: HttpDeps, key: string): Promise<Omit<FlowLive, 'at'>> {
  const flow = (await store.flows.list()).find((each) => each.key === key)
  if (!flow) throw refuse('flow_not_found', `There is no flow "${key}".`)
  const [versions, steps] = await Promise.all([store.flows.versions(key), store.flows.stepCounts(key)])
  return {
    key,
    status: statusOf(flow),
    version: flow.currentVersion,
    counts: presentCounts(flow.counts),
    versions: versions.map(({ version, counts }) => ({
      version,
      open: presentCounts(counts).open,
      steps: Object.fromEntries(
        steps.filter((each) => each.version === version).map((each) => [each.step, liveStep(each)]),
      ),
    })),
  }
}

function liveStep({ resting, failed, left }: StepCounts): LiveStep {
  const gone = Object.values(left).reduce((sum, count) => sum + count, 0)
  return { resting, failed, entered: resting + failed + gone, outlets: { ...left } }
}
