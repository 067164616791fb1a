import { createPostgresBackend, type PostgresConnectionOptions, type PostgresQueueBackend, runMigrations } from 'bullmq'
import pg from 'pg'
import { type Backend, type Report, withoutPassword } from './backend.ts'
import { GuardedPool, type PgSource } from './guarded-pool.ts'
import { reasonOf } from './outage.ts'
import { PoolClient } from './pool-client.ts'

const CONNECT_TIMEOUT_MS = 2000
/** One connection per worker stays away listening; the rest serve everybody. Idle ones are given back. */
const MOST_CONNECTIONS = 16
const SCHEMA = 'bullmq'

/** Queues in the schema `bullmq` of a PostgreSQL database, made and migrated here. Rejects where the server cannot be used. */
export async function openPostgres(
  url: string,
  report: Report,
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
  try {
    const client = await pool.connect()
    try {
      await runMigrations(client, SCHEMA)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw new Error(
      `The queue at ${place} cannot be used: ${reasonOf(error)}. Start that PostgreSQL server, or correct QUEUE_URL, or unset it to use the embedded queue.`,
      { cause: error },
    )
  }
  const guarded = new GuardedPool(sourceOf(pool), report)
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

/** The pool in the words of BullMQ, which types the listeners of a client otherwise than `pg` does. */
function sourceOf(pool: pg.Pool): PgSource {
  const ask = async (on: pg.Pool | pg.PoolClient, text: string, params: readonly unknown[] = []) => {
    const { rows, rowCount } = await on.query(text, [...params])
    return { rows, rowCount }
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
