import { TransientError } from '@couveuse/shared/contract/problem'
import { createPostgresBackend, type PostgresConnectionOptions, type PostgresQueueBackend, runMigrations } from 'bullmq'
import pg from 'pg'
import type { Logger } from '../ports/logger.ts'
import { type Backend, type Report, withoutPassword } from './backend.ts'
import { GuardedPool, type PgSource } from './guarded-pool.ts'
import { reasonOf } from './outage.ts'
import { PoolClient } from './pool-client.ts'

const CONNECT_TIMEOUT_MS = 2000
/** A busy machine that starts everything at once is no reason to refuse; a server that refuses is. */
const FIRST_CONNECT_TIMEOUT_MS = 15_000
/** One connection per worker stays away listening; the rest serve everybody. Idle ones are given back. */
const MOST_CONNECTIONS = 16
const SCHEMA = 'bullmq'
/** SQLSTATE of a schema, a table or a function that is not there. */
const GONE = new Set(['3F000', '42P01', '42883'])

/**
 * Queues in the schema `bullmq` of a PostgreSQL database, made and migrated here, and made anew where somebody drops it.
 * Rejects with a `TransientError` where the server cannot be used.
 */
export async function openPostgres(
  url: string,
  report: Report,
  log: Logger,
): Promise<Backend<PostgresQueueBackend, PostgresConnectionOptions>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'couveuse-queue',
    options: `-c search_path=${SCHEMA}`,
  })
  pool.on('error', report)
  pool.on('connect', (client) => client.on('error', report)) // also while somebody holds it, or a lost connection ends the process
  const place = withoutPassword(url)
  const first = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: FIRST_CONNECT_TIMEOUT_MS })
  first.on('error', report)
  try {
    await makeSchema(first)
  } catch (error) {
    await pool.end()
    throw new TransientError(
      `The queue at ${place} cannot be used: ${reasonOf(error)}. Start that PostgreSQL server, or correct QUEUE_URL, or unset it to use the embedded queue.`,
      { cause: error },
    )
  } finally {
    await first.end()
  }
  let isMending = false
  const mendIfGone = (error: unknown): void => {
    if (!(error instanceof pg.DatabaseError) || !GONE.has(error.code ?? '') || isMending) return
    isMending = true
    makeSchema(pool)
      .then(
        () =>
          log.warn(
            { queue: place },
            `The tables of the queue at ${place} were gone and have been made anew. Nothing is lost, the database knows all work.`,
          ),
        report,
      )
      .finally(() => {
        isMending = false
      })
  }
  const guarded = new GuardedPool(sourceOf(pool, mendIfGone), report)
  return {
    place,
    factory: createPostgresBackend,
    producer: guarded,
    consumer: guarded,
    ping: async () => {
      await pool.query('select 1')
    },
    abandon: () => guarded.abandon(),
    close: () => pool.end(),
  }
}

async function makeSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client, SCHEMA)
  } finally {
    client.release()
  }
}

/** The pool in the words of BullMQ, which types the listeners of a client otherwise than `pg` does. */
function sourceOf(pool: pg.Pool, onFailure: (error: unknown) => void): PgSource {
  const ask = async (on: pg.Pool | pg.PoolClient, text: string, params: readonly unknown[] = []) => {
    try {
      const { rows, rowCount } = await on.query(text, [...params])
      return { rows, rowCount }
    } catch (error) {
      onFailure(error)
      throw error
    }
  }
  return {
    query: (text, params) => ask(pool, text, params),
    async connect() {
      const held = await pool.connect()
      const client = new PoolClient(
        (text, params) => ask(held, text, params),
        (destroy) => held.release(destroy),
      )
      held.on('notification', (notification) => client.emit('notification', notification))
      held.on('error', (error) => {
        if (client.listenerCount('error') > 0) client.emit('error', error)
      })
      return client
    },
  }
}
