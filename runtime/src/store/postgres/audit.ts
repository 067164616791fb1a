import type { AuditFinding } from '../operations.ts'
import { auditSums, type EnrollmentSum, MOST_FINDINGS, type VisitSum } from '../rows/audit-sums.ts'
import { LAST_OPEN_STATUS, statusNumber } from '../rows/enrollment-codec.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql } from './sql.ts'

/** Keys looked at by one statement: some tens of milliseconds. */
const AT_A_TIME = 20_000

const SNAPSHOT = sql<[]>('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
const ENROLLMENT_COUNTS = sql<[], { flow: number; version: number; status: number; n: number }>(
  'SELECT flow, version, status, n FROM enrollment_counts',
)
const STEP_COUNTS = sql<
  [],
  { flow: number; version: number; step: number; measure: number; outlet: number; n: number }
>('SELECT flow, version, step, measure, outlet, n FROM step_counts')
const ERASED = sql<[], { flow: number; version: number; status: number; n: number }>(
  'SELECT flow, version, status, n FROM erased_enrollments',
)
const FOLDED = sql<[], VisitSum & { erased: number }>('SELECT flow, step, outlet, erased, n FROM folded_visits')

const EDGES = {
  contacts: sql<[], Edges>('SELECT min(ref) AS first, max(ref) AS last FROM contacts'),
  journal: sql<[], Edges>('SELECT min(id) AS first, max(id) AS last FROM journal'),
}
interface Edges {
  readonly first: number | null
  readonly last: number | null
}

/** A visit that rests and is not in the journal yet; one that a pause holds at its door has not begun. */
const BEGUN = `e.status <= ${LAST_OPEN_STATUS} AND e.step IS NOT NULL AND e.rest_at IS NOT NULL
  AND coalesce(e.state::json #>> '{h,type}', '') <> 'enter'`
const ENROLLMENTS = sql<[number, number], EnrollmentSum>(
  `SELECT e.flow, e.version, e.status, CASE WHEN e.status <= ${LAST_OPEN_STATUS} THEN e.step END AS step,
     count(*) AS n, sum(e.seq) AS numbered, count(*) FILTER (WHERE ${BEGUN}) AS begun
   FROM enrollments e WHERE e.contact_ref BETWEEN $1 AND $2 GROUP BY 1, 2, 3, 4`,
)
/** Whom the due scan would miss. Somebody set aside waits for a retry on purpose. */
const SLEEPERS = sql<[number, number], { contactId: string; wakeAt: number; dueAt: number | null }>(
  `WITH clock AS (
     SELECT k.contact_ref, k.due_at, k.revision, k.pending, least(
       k.check_at,
       (SELECT min(e.wake_at) FROM enrollments e
        WHERE e.contact_ref = k.contact_ref AND e.status < ${statusNumber('failed')}
          AND (e.state IS NULL OR e.state::json -> 'h' IS NULL OR e.state::json -> 'r' IS NOT NULL)),
       (SELECT min(i.not_before) FROM inbox i WHERE i.contact_ref = k.contact_ref)) AS wake_at
     FROM contact_clock k WHERE k.contact_ref BETWEEN $1 AND $2)
   SELECT c.id AS "contactId", k.due_at AS "dueAt", coalesce(k.wake_at, c.created_at) AS "wakeAt"
   FROM clock k JOIN contacts c ON c.ref = k.contact_ref
   WHERE (k.wake_at < k.due_at OR k.wake_at IS NOT NULL AND k.due_at IS NULL
       OR k.due_at IS NULL AND (k.revision = 0 OR k.pending > 0))
     AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.contact_ref = k.contact_ref)
   ORDER BY k.contact_ref`,
)
const INBOXES = sql<[number, number], { contactId: string; counted: number; found: number }>(
  `SELECT c.id AS "contactId", k.pending AS counted, i.n AS found
   FROM contact_clock k JOIN contacts c ON c.ref = k.contact_ref
   CROSS JOIN LATERAL (SELECT count(*) AS n FROM inbox i WHERE i.contact_ref = k.contact_ref) i
   WHERE k.contact_ref BETWEEN $1 AND $2 AND k.pending <> i.n ORDER BY k.contact_ref`,
)
/** A visit is stored as [seq, step, kind, outlet, …]; an outlet below 1 is none. */
const VISITS = sql<[number, number], VisitSum>(
  `SELECT e.flow, (v.value ->> 1)::integer AS step, greatest((v.value ->> 3)::integer, 0) AS outlet, count(*) AS n
   FROM journal j JOIN enrollments e ON e.contact_ref = j.contact_ref AND e.ordinal = j.ordinal,
     json_array_elements(j.visits::json) AS v (value)
   WHERE j.id BETWEEN $1 AND $2 GROUP BY 1, 2, 3`,
)

/** Compares rows with counters over one snapshot, stretch by stretch; whoever writes meanwhile is not hindered. */
export function auditDatabase(
  database: PostgresDatabase,
  dictionary: SharedDictionary,
): Promise<readonly AuditFinding[]> {
  return database.write(async (session) => {
    await session.run(SNAPSHOT)
    const sums = auditSums()
    for (const row of await session.all(ENROLLMENT_COUNTS)) sums.countEnrollments(row)
    for (const row of await session.all(STEP_COUNTS)) sums.countSteps(row)
    for (const row of await session.all(ERASED)) sums.addErased(row)
    for (const row of await session.all(FOLDED)) sums.addFolded(row)
    const sleepers: AuditFinding[] = []
    const inboxes: AuditFinding[] = []
    for await (const [from, to] of ranges(session, 'contacts')) {
      for (const row of await session.all(ENROLLMENTS, from, to)) sums.addEnrollments(row)
      for (const row of await session.all(SLEEPERS, from, to)) sleepers.push({ type: 'wake_up', ...row })
      for (const row of await session.all(INBOXES, from, to)) inboxes.push({ type: 'inbox', ...row })
    }
    for await (const [from, to] of ranges(session, 'journal'))
      for (const row of await session.all(VISITS, from, to)) sums.addVisits(row)
    const found = await dictionary.decoding(session, () => sums.findings(dictionary))
    return [...found, ...sleepers.slice(0, MOST_FINDINGS), ...inboxes.slice(0, MOST_FINDINGS)]
  })
}

async function* ranges(session: Session, table: keyof typeof EDGES): AsyncIterable<readonly [number, number]> {
  const edges = await session.get(EDGES[table])
  const last = edges?.last ?? 0
  for (let from = edges?.first ?? 1; from <= last; from += AT_A_TIME) yield [from, from + AT_A_TIME - 1]
}
