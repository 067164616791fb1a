import type { MiddlewareHandler } from 'hono'
import { refuse } from './refuse.ts'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.has(host) || host === '::1' || host.startsWith('127.')
}

/**
 * A product on the loopback interface without sign-in has two enemies: a page of another site that sends requests to
 * it (refused by Sec-Fetch-Site, else by Origin), and a foreign name rebound to 127.0.0.1 (refused by Host).
 * Programs send neither header and pass; `/t/` is for mail readers, whose requests come from anywhere.
 */
export function guard(options: { readonly boundTo: string; readonly publicUrl: string }): MiddlewareHandler {
  const publicHost = new URL(options.publicUrl).host
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (isLoopback(options.boundTo) && !isOwnName(host) && host !== publicHost) {
      throw refuse('foreign_host', `This product answers for localhost and ${publicHost}, not for "${host}".`)
    }
    if (
      CHANGING.has(c.req.method) &&
      !c.req.path.startsWith('/t/') &&
      isFromElsewhere(c.req.raw.headers, [host, publicHost])
    ) {
      throw refuse(
        'foreign_origin',
        'A page of another site may not change anything here: call the API from a program or from the product itself.',
      )
    }
    await next()
  }
}

/** `localhost:4400`, `127.0.0.1`, `[::1]:4400`, `couveuse.localhost` */
function isOwnName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return LOOPBACK_NAMES.has(name) || name.endsWith('.localhost')
}

/** `ours`: the host that was asked, and the one a reverse proxy in front of us answers for. */
function isFromElsewhere(headers: Headers, ours: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (origin === null) return false
  return !URL.canParse(origin) || !ours.includes(new URL(origin).host)
}
