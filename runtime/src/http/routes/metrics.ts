import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { METRICS_MEDIA_TYPE } from '../../operations/exposition.ts'
import type { Caller, HttpDeps } from '../deps.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'

export function metricsRoutes({ operations }: HttpDeps): Route[] {
  return [
    route(
      {
        id: 'getMetrics',
        method: 'get',
        path: '/metrics',
        summary: 'Figures of the runtime, as Prometheus reads them',
        description:
          'With METRICS_TOKEN set, for whoever sends it as a bearer token. Without, for programs on the same machine only, and not through a proxy. Numbers alone: no names, no addresses.',
        tag: 'Operation',
        answers: { 200: { type: METRICS_MEDIA_TYPE, description: 'Text exposition format' } },
        errors: ['not_for_you'],
      },
      async ({ c }) => {
        if (!mayRead(c, operations.metricsToken))
          throw refuse(
            'not_for_you',
            operations.metricsToken === undefined
              ? 'Without METRICS_TOKEN, /metrics answers programs on this machine only.'
              : '/metrics takes the bearer token that stands in METRICS_TOKEN.',
          )
        return new Response(await operations.metricsText(), {
          headers: { 'content-type': METRICS_MEDIA_TYPE, 'cache-control': 'no-store' },
        })
      },
    ),
  ]
}

/** A proxy on this machine speaks for the whole world: whoever comes through one is not from here. */
function mayRead(c: Context, token: string | undefined): boolean {
  if (token !== undefined) return isSame(c.req.header('authorization') ?? '', `Bearer ${token}`)
  const isForwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => c.req.header(name))
  return !isForwarded && isFromHere(c.env)
}

function isFromHere(caller: Caller | undefined): boolean {
  const peer = caller?.peer
  return peer === undefined || peer === '::1' || /^(::ffff:)?127\./.test(peer)
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
