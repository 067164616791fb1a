import { placeOf } from '../config.ts'
import { moveStore, type Progress } from '../store/move/move-store.ts'
import type { Printer } from './printer.ts'

/** A line per table at its end, and at every so many rows of a long one. */
const TELL_EVERY = 100_000

/** `couveuse migrate-store FROM TO`: a workspace from a file into PostgreSQL or back, compared row by row. */
export async function migrateStore(
  from: string,
  to: string,
  options: { readonly json: boolean },
  print: Printer,
  now: () => number,
): Promise<number> {
  const tell = options.json ? undefined : teller(print)
  const moved = await moveStore({
    from: placeOf('FROM', from),
    to: placeOf('TO', to),
    now: now(),
    ...(tell && { tell }),
  })
  const rows = moved.reduce((sum, table) => sum + table.rows, 0)
  if (options.json) {
    print.json({ rows, tables: moved })
    return 0
  }
  for (const { table, rows: n, hash } of moved)
    print.line(`${table.padEnd(20)} ${String(n).padStart(12)} rows  sha256 ${hash.slice(0, 16)}`)
  print.line(
    `${rows} rows were moved, each compared with the one it was made from. Set DATABASE_URL to the new place; the old one is as it was.`,
  )
  return 0
}

function teller(print: Printer): (progress: Progress) => void {
  let toldAt = 0
  return ({ phase, table, done, of }) => {
    if (of < TELL_EVERY || (done < of && done - toldAt < TELL_EVERY)) return
    toldAt = done < of ? done : 0
    print.line(`${phase} ${table}: ${done} of ${of} rows`)
  }
}
