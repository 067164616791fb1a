import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import type { EntryCount, FlowCounts, StepCounts } from '../flows.ts'
import type { WordList } from '../rows/dictionary.ts'
import { statusOf } from '../rows/enrollment-codec.ts'
import type { SqliteDatabase } from './database.ts'

export interface FlowCounter {
  /** by flow, over all versions */
  ofFlows(): ReadonlyMap<number, FlowCounts>
  /** by version */
  ofVersions(flow: number): ReadonlyMap<number, FlowCounts>
  ofSteps(flow: number, version: number | undefined): readonly StepCounts[]
  ofEntries(flow: number): readonly EntryCount[]
}

export const NO_COUNTS: FlowCounts = { active: 0, waiting: 0, failed: 0, converted: 0, ended: 0, left: 0 }

export function openFlowCounter({ sql }: SqliteDatabase, words: WordList): FlowCounter {
  interface Sum {
    readonly name: number
    readonly status: number
    readonly n: number
  }
  const flows = sql<[], Sum>('SELECT flow AS name, status, sum(n) AS n FROM enrollment_counts GROUP BY flow, status')
  const versions = sql<[number], Sum>('SELECT version AS name, status, n FROM enrollment_counts WHERE flow = ?')
  const steps = sql<
    [number, number | null, number | null],
    { version: number; step: number; measure: number; outlet: number; n: number }
  >(
    `SELECT version, step, measure, outlet, n FROM step_counts
     WHERE flow = ? AND (? IS NULL OR version = ?) AND n <> 0 ORDER BY version DESC, step`,
  )
  const entries = sql<[number], { trigger_word: number; reason: number; n: number }>(
    'SELECT trigger_word, reason, n FROM entry_counts WHERE flow = ?',
  )
  return {
    ofFlows: () => gather(flows.all()),
    ofVersions: (flow) => gather(versions.all(flow)),
    ofSteps(flow, version) {
      const found = new Map<string, StepCounts>()
      for (const row of steps.all(flow, version ?? null, version ?? null)) {
        const step = words.wordOf(row.step)
        const key = `${row.version} ${step}`
        const known = found.get(key) ?? { version: row.version, step, resting: 0, failed: 0, left: {} }
        found.set(key, added(known, row.measure, row.outlet === 0 ? '' : words.wordOf(row.outlet), row.n))
      }
      return [...found.values()]
    },
    ofEntries: (flow) =>
      entries.all(flow).map(({ trigger_word, reason, n }) => ({
        trigger: words.wordOf(trigger_word),
        reason: reason === 0 ? null : words.wordOf(reason),
        count: n,
      })),
  }
}

function added(counts: StepCounts, measure: number, outlet: string, n: number): StepCounts {
  if (measure === 0) return { ...counts, resting: n }
  if (measure === 1) return { ...counts, failed: n }
  return { ...counts, left: { ...counts.left, [outlet]: n } }
}

function gather(rows: readonly { name: number; status: number; n: number }[]): ReadonlyMap<number, FlowCounts> {
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
