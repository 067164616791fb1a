import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from './database.ts'
import { once } from './sql.ts'

const OTHERS = once<[], { n: number }>(
  `SELECT count(*) AS n FROM pg_stat_activity
   WHERE datname = current_database() AND application_name IN ('couveuse', 'couveuse-sender') AND pid <> pg_backend_pid()`,
)
/** Connections of a process that has just ended are there for a moment still. */
const LOOKS = 5
const LOOK_AGAIN_MS = 200

/** How many connections processes of the product have to this database, our own left out. */
export async function countOthers(url: string): Promise<{ readonly name: string; readonly others: number }> {
  const database = openDatabase({ url, connections: 1 })
  try {
    for (let looks = 1; ; looks += 1) {
      const others = await database.read(async (session) => (await session.get(OTHERS))?.n ?? 0)
      if (others === 0 || looks === LOOKS) return { name: database.place, others }
      await pause(LOOK_AGAIN_MS)
    }
  } finally {
    await database.close()
  }
}
