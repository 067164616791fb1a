import type { SqliteDatabase } from './database.ts'

/** Keeps the counts of what is taken out of the database, inside a transaction. */
export interface Folder {
  /** The visits of one journal row, as stored, of an enrollment of this flow. Returns how many. */
  foldVisits(flow: number, visits: string, why: 'compacted' | 'erased'): number
  /** A visit that ends with its contact. */
  foldVisit(flow: number, step: number): void
  /** An enrollment that goes with its contact; `compacted` of its visits had been folded before. */
  foldEnrollment(enrollment: { flow: number; version: number; status: number; compacted: number }): void
}

const NO_STEP = 0

export function openFolder({ sql }: SqliteDatabase): Folder {
  const add = sql<[number, number, number, number, number]>(
    `INSERT INTO folded_visits (flow, step, outlet, erased, n) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (flow, step, outlet, erased) DO UPDATE SET n = n + excluded.n`,
  )
  const addErased = sql<[number, number, number]>(
    `INSERT INTO erased_enrollments (flow, version, status, n) VALUES (?, ?, ?, 1)
     ON CONFLICT (flow, version, status) DO UPDATE SET n = n + 1`,
  )
  return {
    foldVisits(flow, text, why) {
      const visits: readonly [seq: number, step: number, kind: number, outlet: number][] = JSON.parse(text)
      for (const [, step, , outlet] of visits) add.run(flow, step, Math.max(outlet, 0), why === 'erased' ? 1 : 0, 1)
      return visits.length
    },
    foldVisit: (flow, step) => void add.run(flow, step, 0, 1, 1),
    foldEnrollment({ flow, version, status, compacted }) {
      addErased.run(flow, version, status)
      if (compacted > 0) add.run(flow, NO_STEP, 0, 0, -compacted)
    },
  }
}
