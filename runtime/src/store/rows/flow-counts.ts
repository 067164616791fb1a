import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import type { FlowCounts, StepCounts } from '../flows.ts'
import type { WordList } from './dictionary.ts'
import { statusOf } from './enrollment-codec.ts'

export const NO_COUNTS: FlowCounts = { active: 0, waiting: 0, failed: 0, converted: 0, ended: 0, left: 0 }

/** Enrollments of one status; `name` is what they are gathered by. */
export interface SumRow {
  readonly name: number
  readonly status: number
  readonly n: number
}
export interface StepCountRow {
  readonly version: number
  readonly step: number
  readonly measure: number
  readonly outlet: number
  readonly n: number
}
export interface EntryCountRow {
  readonly trigger_word: number
  readonly reason: number
  readonly n: number
}

/** One record per step, in the order of the rows. */
export function gatherSteps(rows: readonly StepCountRow[], words: WordList): readonly StepCounts[] {
  const found = new Map<string, StepCounts>()
  for (const row of rows) {
    const step = words.wordOf(row.step)
    const key = `${row.version} ${step}`
    const known = found.get(key) ?? { version: row.version, step, resting: 0, failed: 0, left: {} }
    found.set(key, added(known, row.measure, row.outlet === 0 ? '' : words.wordOf(row.outlet), row.n))
  }
  return [...found.values()]
}

function added(counts: StepCounts, measure: number, outlet: string, n: number): StepCounts {
  if (measure === 0) return { ...counts, resting: n }
  if (measure === 1) return { ...counts, failed: n }
  return { ...counts, left: { ...counts.left, [outlet]: n } }
}

export function gatherCounts(rows: readonly SumRow[]): ReadonlyMap<number, FlowCounts> {
  const found = new Map<number, Record<EnrollmentStatus, number>>()
  for (const { name, status, n } of rows) {
    const counts = found.get(name) ?? { ...NO_COUNTS }
    counts[statusOf(status)] = n
    found.set(name, counts)
  }
  return found
}

/** Enrollments that count as open. */
export const openOf = ({ active, waiting, failed }: FlowCounts): number => active + waiting + failed
