import type { Cause } from '@couveuse/shared/engine/cause'
import type { AnnouncementStore } from '../announcements.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import { numbers } from './arrays.ts'
import type { PostgresDatabase, Session } from './database.ts'
import { sql } from './sql.ts'

const LOCK_ALL = sql<[]>(
  'SELECT count(*) FROM (SELECT 1 FROM contact_clock ORDER BY contact_ref FOR NO KEY UPDATE) locked',
)
const WRITE_ALL = sql<[number, string]>(
  'INSERT INTO inbox (contact_ref, received_at, cause) SELECT contact_ref, $1, $2 FROM contact_clock ORDER BY contact_ref',
)
const ring = (where: string): string =>
  `UPDATE contact_clock SET pending = pending + 1, due_at = least(coalesce(due_at, $1::bigint), $1::bigint) ${where}`
const RING_ALL = sql<[number]>(ring(''))
const LOCK_ENROLLED = sql<[number], { contact_ref: number }>(
  `SELECT k.contact_ref FROM contact_clock k
   WHERE k.contact_ref IN (SELECT contact_ref FROM enrollments WHERE flow = $1 AND status <= ${LAST_OPEN_STATUS})
   ORDER BY k.contact_ref FOR NO KEY UPDATE`,
)
const MARKS = sql<[], { name: string; value: string }>('SELECT name, value FROM marks')
// Nothing is written where the mark says it already.
const KEEP = sql<[string, string]>(
  `INSERT INTO marks AS m (name, value) VALUES ($1, $2)
   ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE m.value <> excluded.value`,
)
const FORGET = sql<[string]>('DELETE FROM marks WHERE name = $1')

/** Contacts with an open enrollment in the flow are told, each once. Inside a transaction. */
export async function tellEnrolled(session: Session, flow: number, cause: Cause, now: number): Promise<number> {
  // Whoever enters or leaves meanwhile waits for the locks: those rung are those told.
  return tellSome(session, await session.all(LOCK_ENROLLED, flow), cause, now)
}

const THERE = `SELECT e.contact_ref FROM enrollments e
  JOIN unnest($2::integer[], $3::integer[]) AS place (version, step) ON place.version = e.version AND place.step = e.step
  WHERE e.flow = $1 AND e.status <= ${LAST_OPEN_STATUS}`
const LOCK_THERE = sql<[number, string, string], { contact_ref: number }>(
  `SELECT k.contact_ref FROM contact_clock k WHERE k.contact_ref IN (${THERE}) ORDER BY k.contact_ref FOR NO KEY UPDATE`,
)
const RING_SOME = sql<[number, string]>(ring('WHERE contact_ref = ANY ($2::bigint[])'))
const WRITE_SOME = sql<[number, string, string]>(
  'INSERT INTO inbox (contact_ref, received_at, cause) SELECT ref, $1, $2 FROM unnest($3::bigint[]) AS told (ref)',
)

/** Of those in a flow only who waits (or failed) at one of the places: version and word of the step. Inside a transaction. */
export async function tellAt(
  session: Session,
  flow: number,
  places: readonly (readonly [version: number, step: number])[],
  cause: Cause,
  now: number,
): Promise<number> {
  const [versions, steps] = [numbers(places.map(([version]) => version)), numbers(places.map(([, step]) => step))]
  return tellSome(session, await session.all(LOCK_THERE, flow, versions, steps), cause, now)
}

async function tellSome(
  session: Session,
  locked: readonly { contact_ref: number }[],
  cause: Cause,
  now: number,
): Promise<number> {
  if (locked.length === 0) return 0
  const told = numbers(locked.map(({ contact_ref }) => contact_ref))
  await session.run(RING_SOME, now, told)
  return session.run(WRITE_SOME, now, JSON.stringify(cause), told)
}

export const openAnnouncementStore = ({ read, write }: PostgresDatabase): AnnouncementStore => ({
  marks: () => read(async (session) => new Map((await session.all(MARKS)).map(({ name, value }) => [name, value]))),
  keepMarks: (marks) =>
    write(async (session) => {
      for (const [name, value] of Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1)))
        if (value === null) await session.run(FORGET, name)
        else await session.run(KEEP, name, value)
    }),
  tellEverybody: (cause, { name, value }, now) =>
    write(async (session) => {
      // Another process has told the same thing.
      if ((await session.run(KEEP, name, value)) === 0) return 0
      await session.run(LOCK_ALL)
      await session.run(RING_ALL, now)
      return session.run(WRITE_ALL, now, JSON.stringify(cause))
    }),
})
