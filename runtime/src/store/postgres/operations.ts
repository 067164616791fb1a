import { RequestError } from '@couveuse/shared/contract/problem'
import type { FlowBalance, OperationStore, SetAsideContact, SetAsideCount } from '../operations.ts'
import { LAST_OPEN_STATUS, statusNumber } from '../rows/enrollment-codec.ts'
import { auditDatabase } from './audit.ts'
import { openCompactor } from './compact.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { ABOUT_CONTACTS } from './erase-contact.ts'
import { openRepairer } from './repair.ts'
import { once, sql } from './sql.ts'

// A transaction that could write: a standby that only reads is not what the product needs.
const TOUCH = sql<[]>('SELECT pg_current_xact_id()')
const FAILED = sql<[], { n: number | null }>(
  `SELECT sum(n) AS n FROM enrollment_counts WHERE status = ${statusNumber('failed')}`,
)
const SET_ASIDE = sql<[number], SetAsideContact>(
  `SELECT c.id AS "contactId", s.code, s.message, s.since, k.faults, s.retry_at AS "retryAt"
   FROM set_aside s JOIN contacts c ON c.ref = s.contact_ref JOIN contact_clock k ON k.contact_ref = s.contact_ref
   ORDER BY s.since LIMIT $1`,
)
const SET_ASIDE_COUNT = sql<[], SetAsideCount>(
  `SELECT count(retry_at) AS retrying, count(*) - count(retry_at) AS abandoned, min(since) AS "oldestAt" FROM set_aside`,
)
const BALANCES = sql<[], Omit<FlowBalance, 'flow'> & { id: number }>(
  `SELECT f.id,
     (SELECT coalesce(sum(n), 0) FROM entry_counts e WHERE e.flow = f.id AND e.reason = 0) AS entered,
     (SELECT coalesce(sum(n), 0) FROM enrollment_counts c WHERE c.flow = f.id AND c.status <= ${LAST_OPEN_STATUS}) AS open,
     (SELECT coalesce(sum(n), 0) FROM enrollment_counts c WHERE c.flow = f.id AND c.status > ${LAST_OPEN_STATUS}) AS ended
   FROM flows f ORDER BY f.id`,
)
const BYTES = sql<[], { bytes: number }>('SELECT pg_database_size(current_database()) AS bytes')
const TABLES = sql<[], { name: string }>(
  `SELECT table_name AS name FROM information_schema.tables
   WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`,
)
/** Every contact has its document and its clock. */
const INCOMPLETE = sql<[], { n: number }>(
  `SELECT count(*) AS n FROM contacts c
   WHERE NOT EXISTS (SELECT 1 FROM contact_docs d WHERE d.contact_ref = c.ref)
      OR NOT EXISTS (SELECT 1 FROM contact_clock k WHERE k.contact_ref = c.ref)`,
)

const PG_DUMP =
  'This workspace is kept by PostgreSQL: back it up with PostgreSQL’s own tools (pg_dump --format=custom "$DATABASE_URL" > couveuse.dump; restore with pg_restore), which work while Couveuse runs.'

export function openOperationStore(database: PostgresDatabase, dictionary: SharedDictionary): OperationStore {
  const { read, write } = database
  return {
    ping: () => write(async (session) => void (await session.run(TOUCH))),
    failedCount: () => read(async (session) => (await session.get(FAILED))?.n ?? 0),
    setAside: (limit) => read((session) => session.all(SET_ASIDE, limit)),
    setAsideCount: () =>
      read(async (session) => (await session.get(SET_ASIDE_COUNT)) ?? { retrying: 0, abandoned: 0, oldestAt: null }),
    balances: () =>
      read(async (session) => {
        const rows = await session.all(BALANCES)
        return dictionary.decoding(session, () =>
          rows.map(({ id, ...sums }) => ({ flow: dictionary.flows.keyOf(id), ...sums })),
        )
      }),
    audit: () => auditDatabase(database, dictionary),
    repair: openRepairer(database, dictionary),
    compact: openCompactor(database),
    // Autovacuum does it.
    shrink: async () => false,
    async backup() {
      throw new RequestError('not_for_postgres', PG_DUMP)
    },
    integrity: () => read(findDamage),
    size: () =>
      read(async (session) => {
        const rows: Record<string, number> = {}
        for (const { name } of await session.all(TABLES)) rows[name] = await countOf(session, name)
        return { bytes: (await session.get(BYTES))?.bytes ?? 0, rows }
      }),
  }
}

async function countOf(session: Session, table: string): Promise<number> {
  return (await session.get(once<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`)))?.n ?? 0
}

async function findDamage(session: Session): Promise<readonly string[]> {
  const damage: string[] = []
  const incomplete = (await session.get(INCOMPLETE))?.n ?? 0
  if (incomplete > 0) damage.push(`${incomplete} contacts lack their document or their clock`)
  for (const table of [...ABOUT_CONTACTS, 'journal']) {
    const lost = once<[], { n: number }>(
      `SELECT count(*) AS n FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.ref = t.contact_ref)`,
    )
    const n = (await session.get(lost))?.n ?? 0
    if (n > 0) damage.push(`${n} rows of ${table} refer to contacts that are not there`)
  }
  const bodies = once<[], { n: number }>(
    'SELECT count(*) AS n FROM message_bodies b WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = b.outbox_id)',
  )
  const n = (await session.get(bodies))?.n ?? 0
  if (n > 0) damage.push(`${n} rows of message_bodies refer to rows of outbox that are not there`)
  return damage
}
