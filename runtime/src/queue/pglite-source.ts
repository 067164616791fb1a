import type { PGlite } from '@electric-sql/pglite'
import type { PgQueryable, PgQueryResult } from 'bullmq'
import type { PgSource } from './guarded-pool.ts'
import { PoolClient } from './pool-client.ts'

const INT8 = 20
const JSON_TYPES = { json: 114, jsonb: 3802 }
const asJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
/** As `pg` does: JSON texts go in as they are, 64-bit integers come out as texts. */
const LIKE_PG = {
  serializers: { [JSON_TYPES.json]: asJson, [JSON_TYPES.jsonb]: asJson },
  parsers: { [INT8]: (text: string) => text },
}

/**
 * PGlite in the shape of a `pg.Pool`. All clients share PGlite's one session, so each hears every notification, and a
 * transaction of one would swallow the statements of the others: BEGIN is refused. BullMQ begins one only to migrate,
 * which is done before there is a pool (`migrationSession`).
 */
export function pgliteSource(db: PGlite): PgSource & { statements(): number } {
  let statements = 0
  const clients = new Set<PoolClient>()
  db.onNotification((channel, payload) => {
    for (const client of clients) client.emit('notification', { channel, payload })
  })

  // biome-ignore lint/suspicious/noExplicitAny: the default of the interface implemented here
  async function query<R = any>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    if (/^\s*(begin|start)\b/i.test(text)) {
      throw new Error(`The embedded queue has one session for all clients, so none may begin a transaction: ${text}`)
    }
    statements += 1
    const result = await db.query<R>(text, [...params], LIKE_PG)
    return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length }
  }

  const connect = async () => {
    const client = new PoolClient(query, () => clients.delete(client))
    clients.add(client)
    return client
  }

  return { query, connect, statements: () => statements }
}

/** The session for BullMQ's migrations: whole scripts, in a transaction, alone. */
export function migrationSession(db: PGlite): PgQueryable {
  return {
    // biome-ignore lint/suspicious/noExplicitAny: the default of the interface implemented here
    async query<R = any>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
      if (!isScript(text)) return { rows: (await db.query<R>(text, [...params], LIKE_PG)).rows }
      await db.exec(text)
      return { rows: [] }
    },
  }
}

/** More than one statement, which only PGlite's `exec` takes, and of which nobody wants rows. */
function isScript(text: string): boolean {
  return /;\s*\S/.test(text)
}
