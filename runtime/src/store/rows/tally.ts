/** What is counted per step; the numbers stand in rows. */
const MEASURES = { resting: 0, failed: 1, left: 2 } as const
export type Measure = keyof typeof MEASURES

/** Changes of the live counts, gathered over a batch. */
export interface Tally {
  addEnrollments(flow: number, version: number, status: number, by: number): void
  /** `outlet` is a word, 0 for none */
  addVisits(place: Place, measure: Measure, by: number, outlet?: number): void
  addEntry(flow: number, trigger: number, reason: number): void
}
export interface Place {
  readonly flow: number
  readonly version: number
  readonly step: number
}

/** Tables of the live counts, and what their numbers `n` are counted by. */
export const COUNT_TABLES = {
  enrollment_counts: ['flow', 'version', 'status'],
  step_counts: ['flow', 'version', 'step', 'measure', 'outlet'],
  entry_counts: ['flow', 'trigger_word', 'reason'],
} as const
export type CountTable = keyof typeof COUNT_TABLES

/** A tally that can be read: one sum per number that changed. */
export interface GatheredTally extends Tally {
  /** `key` in the order of `COUNT_TABLES`; sums of 0 are left out */
  each(table: CountTable, visit: (key: readonly number[], by: number) => void): void
  forget(): void
}

export function gatherTally(): GatheredTally {
  const sums: Readonly<Record<CountTable, Sums>> = {
    enrollment_counts: new Sums(),
    step_counts: new Sums(),
    entry_counts: new Sums(),
  }
  return {
    addEnrollments: (flow, version, status, by) => sums.enrollment_counts.add(by, flow, version, status),
    addVisits: ({ flow, version, step }, measure, by, outlet = 0) =>
      sums.step_counts.add(by, flow, version, step, MEASURES[measure], outlet),
    addEntry: (flow, trigger, reason) => sums.entry_counts.add(1, flow, trigger, reason),
    each: (table, visit) => sums[table].each(visit),
    forget() {
      for (const one of Object.values(sums)) one.clear()
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
