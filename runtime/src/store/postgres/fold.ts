import { columnsOf } from './arrays.ts'
import type { Session } from './database.ts'
import { sql } from './sql.ts'

/** Keeps the counts of what is taken out of the database, gathered and then written inside a transaction. */
export interface Folder {
  /** The visits of one journal row, as stored, of an enrollment of this flow. Returns how many. */
  foldVisits(flow: number, visits: string, why: 'compacted' | 'erased'): number
  /** A visit that ends with its contact. */
  foldVisit(flow: number, step: number): void
  /** An enrollment that goes with its contact; `compacted` of its visits had been folded before. */
  foldEnrollment(enrollment: { flow: number; version: number; status: number; compacted: number }): void
  write(session: Session): Promise<void>
}

const NO_STEP = 0

const ADD = sql<string[]>(
  `INSERT INTO folded_visits AS f (flow, step, outlet, erased, n)
   SELECT * FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::smallint[], $5::bigint[])
     AS given (flow, step, outlet, erased, n) ORDER BY flow, step, outlet, erased
   ON CONFLICT (flow, step, outlet, erased) DO UPDATE SET n = f.n + excluded.n`,
)
const ADD_ERASED = sql<string[]>(
  `INSERT INTO erased_enrollments AS e (flow, version, status, n)
   SELECT * FROM unnest($1::integer[], $2::integer[], $3::smallint[], $4::bigint[]) AS given (flow, version, status, n)
   ORDER BY flow, version, status
   ON CONFLICT (flow, version, status) DO UPDATE SET n = e.n + excluded.n`,
)

export function openFolder(): Folder {
  const visits = new Map<string, number>()
  const enrollments = new Map<string, number>()
  const add = (sums: Map<string, number>, by: number, ...key: readonly number[]): void => {
    const name = key.join(' ')
    sums.set(name, (sums.get(name) ?? 0) + by)
  }
  return {
    foldVisits(flow, text, why) {
      const stored: readonly [seq: number, step: number, kind: number, outlet: number][] = JSON.parse(text)
      for (const [, step, , outlet] of stored) add(visits, 1, flow, step, Math.max(outlet, 0), why === 'erased' ? 1 : 0)
      return stored.length
    },
    foldVisit: (flow, step) => add(visits, 1, flow, step, 0, 1),
    foldEnrollment({ flow, version, status, compacted }) {
      add(enrollments, 1, flow, version, status)
      if (compacted > 0) add(visits, -compacted, flow, NO_STEP, 0, 0)
    },
    async write(session) {
      await writeSums(session, ADD, visits, 5)
      await writeSums(session, ADD_ERASED, enrollments, 4)
    },
  }
}

async function writeSums(session: Session, statement: typeof ADD, sums: Map<string, number>, width: number) {
  const rows = [...sums].map(([key, n]) => [...key.split(' ').map(Number), n])
  sums.clear()
  if (rows.length > 0) await session.run(statement, ...columnsOf(rows, width))
}
