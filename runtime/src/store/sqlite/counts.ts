import type { SqliteDatabase } from './database.ts'

const MEASURES = { resting: 0, failed: 1, left: 2 } as const
export type Measure = keyof typeof MEASURES

/** Changes of the live counts, gathered over a batch and written once per number. */
export interface Tally {
  addEnrollments(flow: number, version: number, status: number, by: number): void
  /** `outlet` is a word, 0 for none */
  addVisits(place: Place, measure: Measure, by: number, outlet?: number): void
  addEntry(flow: number, trigger: number, reason: number): void
  /** Inside a transaction. */
  write(): void
  forget(): void
}
export interface Place {
  readonly flow: number
  readonly version: number
  readonly step: number
}

export function openTally(database: SqliteDatabase): Tally {
  const upsert = (table: string, columns: readonly string[]) =>
    database.sql<number[]>(
      `INSERT INTO ${table} (${columns.join(', ')}, n) VALUES (${columns.map(() => '?').join(', ')}, ?)
       ON CONFLICT (${columns.join(', ')}) DO UPDATE SET n = n + excluded.n`,
    )
  const tables = [
    { sums: new Sums(), statement: upsert('enrollment_counts', ['flow', 'version', 'status']) },
    { sums: new Sums(), statement: upsert('step_counts', ['flow', 'version', 'step', 'measure', 'outlet']) },
    { sums: new Sums(), statement: upsert('entry_counts', ['flow', 'trigger_word', 'reason']) },
  ] as const
  const [enrollments, steps, entries] = tables
  return {
    addEnrollments: (flow, version, status, by) => enrollments.sums.add(by, flow, version, status),
    addVisits: ({ flow, version, step }, measure, by, outlet = 0) =>
      steps.sums.add(by, flow, version, step, MEASURES[measure], outlet),
    addEntry: (flow, trigger, reason) => entries.sums.add(1, flow, trigger, reason),
    write() {
      for (const { sums, statement } of tables) sums.each((key, by) => statement.run(...key, by))
      this.forget()
    },
    forget() {
      for (const { sums } of tables) sums.clear()
    },
  }
}

/** Sums by a key of small numbers: nested maps, because a batch adds thousands of times to a handful of keys. */
class Sums {
  readonly #root: Branch = new Map()

  add(by: number, ...key: readonly number[]): void {
    let branch = this.#root
    for (let i = 0; i < key.length - 1; i++) {
      const part = key[i] ?? 0
      const known = branch.get(part)
      const next: Branch = known instanceof Map ? known : new Map()
      if (next !== known) branch.set(part, next)
      branch = next
    }
    const last = key[key.length - 1] ?? 0
    const sum = branch.get(last)
    branch.set(last, (typeof sum === 'number' ? sum : 0) + by)
  }

  each(visit: (key: readonly number[], by: number) => void): void {
    walk(this.#root, [], visit)
  }

  clear(): void {
    this.#root.clear()
  }
}
type Branch = Map<number, number | Branch>

function walk(branch: Branch, key: readonly number[], visit: (key: readonly number[], by: number) => void): void {
  for (const [part, value] of branch)
    if (value instanceof Map) walk(value, [...key, part], visit)
    else if (value !== 0) visit([...key, part], value)
}
