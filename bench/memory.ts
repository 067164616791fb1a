import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { residentMegabytes, withChild, withProductBeside } from './product-beside.ts'
import { openWaitingStore } from './waiting-store.ts'

export interface Memory {
  readonly waiting: number
  /** MB of the whole product */
  readonly product: number
  /** MB of a process that has the embedded queue and nothing else */
  readonly queueAlone: number
  /** MB that the product takes beyond the queue */
  readonly beyondQueue: number
  /** bytes of database per waiting enrollment: its row, the indexes over it, and its journal */
  readonly bytesPerEnrollment: number
}

const SETTLE_MS = 5_000

/** What a million people who wait for something cost while they do. */
export async function memory(waiting: number): Promise<Memory> {
  const store = await openWaitingStore(waiting)
  try {
    const bytesPerEnrollment = bytesOfEnrollments(store.path) / waiting
    const afterSettling = async ({ pid }: { readonly pid: number }): Promise<number> => {
      await sleep(SETTLE_MS)
      return residentMegabytes(pid)
    }
    const product = await withProductBeside({ DATABASE_URL: `file:${store.path}`, COUVEUSE_DEMO: '0' }, afterSettling)
    const queueAlone = await withChild([fileURLToPath(new URL('queue-alone.ts', import.meta.url))], {}, afterSettling)
    return { waiting, product, queueAlone, beyondQueue: product - queueAlone, bytesPerEnrollment }
  } finally {
    await store.close()
  }
}

function bytesOfEnrollments(path: string): number {
  const db = new Database(path, { readonly: true })
  try {
    const bytes = db.prepare<[], number>(
      `SELECT sum(pgsize) FROM dbstat
       WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN ('enrollments', 'journal'))`,
    )
    return bytes.pluck().get() ?? Number.NaN
  } finally {
    db.close()
  }
}
