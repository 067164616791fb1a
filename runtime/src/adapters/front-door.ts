import { IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RequestError } from '@couveuse/shared/contract/problem'
import { createAdaptorServer } from '@hono/node-server'

type Answer = (request: Request, from: Caller) => Response | Promise<Response>

/** Who is on the line, as far as the connection says. */
interface Caller {
  /** address of the other end: a person's machine, or that of a proxy */
  readonly peer: string | undefined
}

/** The product's front door: listens at once, and lets people in when somebody is there to answer. */
export interface Door {
  readonly url: string
  open(answer: Answer): void
  /** Takes no further request; those at work are answered. */
  shut(): Promise<void>
  close(): Promise<void>
}

const ANSWERED_WITHIN_MS = 3_000

const notYet: Answer = () =>
  new Response('Couveuse is starting. Load this page again in a moment.\n', {
    status: 503,
    headers: { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const leaving: Answer = () =>
  new Response('Couveuse is shutting down.\n', {
    status: 503,
    headers: { 'retry-after': '5', connection: 'close', 'cache-control': 'no-store' },
  })

/** Port 0 takes any free one. Throws a `RequestError` that says what stands in the way. */
export async function listen({ port, host }: { readonly port: number; readonly host: string }): Promise<Door> {
  let answer = notYet
  const server = createAdaptorServer({
    fetch: (request: Request, line: object) => answer(request, { peer: peerOf(line) }),
  })
  await listening(server, port, host)
  const { port: taken } = addressOf(server)
  let shutting: Promise<void> | undefined

  function shut(): Promise<void> {
    answer = leaving
    shutting ??= new Promise((resolve) => {
      server.close(() => resolve())
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), ANSWERED_WITHIN_MS)
      server.once('close', () => clearTimeout(cut))
    })
    return shutting
  }

  return {
    url: `http://${nameOf(host)}:${taken}`,
    open(given) {
      answer = given
    },
    shut,
    close: shut,
  }
}

function peerOf(line: object): string | undefined {
  const { incoming } = 'incoming' in line && line.incoming instanceof IncomingMessage ? { incoming: line.incoming } : {}
  return incoming?.socket.remoteAddress
}

/** What a person types: nobody visits 0.0.0.0. */
function nameOf(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const WAY_OUT: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port, host) =>
    `Port ${port} on ${host} is taken. Stop the program that listens there, or set PORT to another one.`,
  EADDRNOTAVAIL: (_, host) =>
    `HOST=${host} is no address of this machine. Take 127.0.0.1 (this machine only) or 0.0.0.0 (everybody who can reach it).`,
  EACCES: (port) => `Port ${port} may not be used without more rights. Set PORT to one above 1023.`,
}

function listening(server: ReturnType<typeof createAdaptorServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const told = WAY_OUT[error.code ?? '']?.(port, host) ?? `Nobody can listen on ${host}:${port}: ${error.message}`
      reject(new RequestError('cannot_listen', told, { path: 'PORT' }))
    })
    server.listen(port, host, () => resolve())
  })
}

function addressOf(server: Pick<Server, 'address'>): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.')
  return address
}
