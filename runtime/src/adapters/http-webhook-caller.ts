import { createHmac } from 'node:crypto'
import { lookup as resolveName } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Clock } from '../ports/clock.ts'
import type { WebhookCall, WebhookCaller, WebhookResult } from '../ports/webhook-caller.ts'
import { isPrivateAddress, listOf } from './private-networks.ts'

export interface WebhookCallerOptions {
  /** `whsec_` and the key in base64 (Standard Webhooks) */
  readonly secret: string
  /** names, addresses and networks that may be called although they are private */
  readonly allow?: readonly string[]
  readonly clock: Clock
  readonly resolve?: (name: string) => Promise<readonly string[]>
}

const BODY_MOST_BYTES = 1024 * 1024
const allAddresses = async (name: string): Promise<readonly string[]> =>
  (await resolveName(name, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * Calls addresses that marketers wrote: signed by Standard Webhooks, and never into our own network. A name is resolved
 * once, all its addresses are looked at, and the connection goes to one of those: a name that changes its mind between
 * look and call gains nothing. Redirects are answers, not followed.
 */
export function httpWebhookCaller(options: WebhookCallerOptions): WebhookCaller {
  const key = Buffer.from(options.secret.replace(/^whsec_/, ''), 'base64')
  const allow = options.allow ?? []
  const allowedNames = new Set(allow.map((name) => name.toLowerCase()))
  const allowedNetworks = listOf(allow)
  const resolve = options.resolve ?? allAddresses

  const isAllowed = (address: string): boolean =>
    !isPrivateAddress(address) || allowedNetworks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  async function pin(url: URL): Promise<{ readonly address: string } | WebhookResult> {
    const name = url.hostname.replace(/^\[|\]$/g, '')
    const isNameAllowed = allowedNames.has(name.toLowerCase())
    let addresses: readonly string[]
    try {
      addresses = isIP(name) ? [name] : await resolve(name)
    } catch (error) {
      return { type: 'later', error: `${name} cannot be resolved: ${codeOf(error)}` }
    }
    const [address] = addresses
    if (address === undefined) return { type: 'later', error: `${name} has no address` }
    if (!isNameAllowed && !addresses.every(isAllowed)) {
      return {
        type: 'refused',
        error: `${name} leads into a private network, which webhooks may not call: list it in WEBHOOK_ALLOW if it is yours`,
      }
    }
    return { address }
  }

  function signed(call: WebhookCall): Record<string, string> {
    const timestamp = String(Math.floor(options.clock.now() / 1000))
    const signature = createHmac('sha256', key)
      .update(`${call.key}.${timestamp}.${call.body ?? ''}`)
      .digest('base64')
    const own = {
      'webhook-id': call.key,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
      'user-agent': 'Couveuse/1 (+standard-webhooks)',
      accept: 'application/json, */*;q=0.5',
    }
    const length = call.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(call.body)) }
    const given = Object.fromEntries(
      Object.entries(call.headers)
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(([name]) => !RESERVED.has(name) && !Object.hasOwn(own, name)),
    )
    const type =
      call.body !== undefined && given['content-type'] === undefined ? { 'content-type': typeOf(call.body) } : {}
    return { ...type, ...given, ...own, ...length }
  }

  return {
    async call(call) {
      const url = URL.canParse(call.url) ? new URL(call.url) : undefined
      if (!url || !/^https?:$/.test(url.protocol)) return { type: 'refused', error: 'this is no http or https address' }
      const pinned = await pin(url)
      return 'address' in pinned ? exchange(call, url, pinned.address, signed(call)) : pinned
    },
  }
}

/** Set by the connection itself. */
const RESERVED = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'te',
  'trailer',
])

const typeOf = (body: string): string => (/^\s*[{[]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8')

function exchange(
  call: WebhookCall,
  url: URL,
  address: string,
  headers: Record<string, string>,
): Promise<WebhookResult> {
  return new Promise((settle) => {
    const open = url.protocol === 'https:' ? tlsRequest : plainRequest
    const family = isIP(address) === 6 ? 6 : 4
    let request: ClientRequest
    try {
      request = open(url, {
        method: call.method,
        headers,
        agent: false,
        // Whatever the name says meanwhile, the connection goes to the address that was looked at.
        lookup: (_name, options, done) =>
          typeof options === 'object' && options.all ? done(null, [{ address, family }]) : done(null, address, family),
        signal: AbortSignal.timeout(call.timeoutMs),
      })
    } catch (error) {
      settle({ type: 'refused', error: error instanceof Error ? error.message : String(error) })
      return
    }
    request.on('error', (error) => settle({ type: 'later', error: `no answer: ${codeOf(error)}` }))
    request.on('response', (response) => {
      readBody(response).then(
        (text) => settle(answered(response, text)),
        (error: unknown) => settle({ type: 'later', error: `the answer broke off: ${codeOf(error)}` }),
      )
    })
    request.end(call.body)
  })
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > BODY_MOST_BYTES) {
      response.destroy()
      break // more than anybody reads by pointers; what is cut off is no JSON any more
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function answered(response: IncomingMessage, text: string): WebhookResult {
  const pauseMs = Number(response.headers['retry-after']) * 1000
  return {
    type: 'answered',
    status: response.statusCode ?? 0,
    body: parse(text),
    ...(pauseMs > 0 ? { retryAfterMs: pauseMs } : {}),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {} // not JSON: there is nothing a pointer could find
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed out'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
