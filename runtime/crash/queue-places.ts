import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { startPostgres, startRedis, type TestServer } from '@couveuse/runtime/testing/servers'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { eventually } from './eventually.ts'

/** A queue backend that runtimes can be started on. */
export interface QueuePlace {
  /** what a runtime with its data in `folder` is told */
  env(folder: string): Promise<Readonly<Record<string, string>>>
  close(): Promise<void>
}

/** One with a server of its own, which may go away. */
export interface ServedPlace extends QueuePlace {
  readonly server: TestServer
  /** Takes away all that the queue holds, as a mistaken hand does. */
  empty(): Promise<void>
}

/** Nothing to install: the queue lives in the data folder. */
export async function embeddedPlace(): Promise<QueuePlace> {
  const made = inject('embeddedQueue')
  await eventually(() => expect(existsSync(made)).toBe(true))
  return {
    async env(folder) {
      await cp(made, join(folder, 'queue'), { recursive: true })
      return {}
    },
    close: async () => undefined,
  }
}

export const redisPlace = async (): Promise<ServedPlace> => {
  const server = await startRedis()
  return served(server, () => saidTo(server.url, 'FLUSHALL\r\nQUIT\r\n'))
}

export const postgresPlace = async (): Promise<ServedPlace> => {
  const server = await startPostgres()
  return served(server, async () => {
    const client = new pg.Client(server.url)
    await client.connect()
    await client.query('drop schema if exists bullmq cascade')
    await client.end()
  })
}

const served = (server: TestServer, empty: () => Promise<void>): ServedPlace => ({
  server,
  empty,
  env: async () => ({ QUEUE_URL: server.url }),
  close: () => server.stop(),
})

/** Resolves when the server has hung up. */
function saidTo(url: string, words: string): Promise<void> {
  const { port, hostname } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(words))
    socket
      .resume()
      .once('close', () => resolve())
      .once('error', reject)
  })
}

export const QUEUE_PLACES = { embedded: embeddedPlace, Redis: redisPlace, PostgreSQL: postgresPlace } as const
