import type { EntryCount, FlowCounts, StepCounts } from '../flows.ts'
import type { WordList } from '../rows/dictionary.ts'
import { type EntryCountRow, gatherCounts, gatherSteps, type StepCountRow, type SumRow } from '../rows/flow-counts.ts'
import type { SqliteDatabase } from './database.ts'

export interface FlowCounter {
  /** by flow, over all versions */
  ofFlows(): ReadonlyMap<number, FlowCounts>
  /** by version */
  ofVersions(flow: number): ReadonlyMap<number, FlowCounts>
  ofSteps(flow: number, version: number | undefined): readonly StepCounts[]
  ofEntries(flow: number): readonly EntryCount[]
}

export function openFlowCounter({ sql }: SqliteDatabase, words: WordList): FlowCounter {
  const flows = sql<[], SumRow>('SELECT flow AS name, status, sum(n) AS n FROM enrollment_counts GROUP BY flow, status')
  const versions = sql<[number], SumRow>('SELECT version AS name, status, n FROM enrollment_counts WHERE flow = ?')
  const steps = sql<[number, number | null, number | null], StepCountRow>(
    `SELECT version, step, measure, outlet, n FROM step_counts
     WHERE flow = ? AND (? IS NULL OR version = ?) AND n <> 0 ORDER BY version DESC, step`,
  )
  const entries = sql<[number], EntryCountRow>('SELECT trigger_word, reason, n FROM entry_counts WHERE flow = ?')
  return {
    ofFlows: () => gatherCounts(flows.all()),
    ofVersions: (flow) => gatherCounts(versions.all(flow)),
    ofSteps: (flow, version) => gatherSteps(steps.all(flow, version ?? null, version ?? null), words),
    ofEntries: (flow) =>
      entries.all(flow).map(({ trigger_word, reason, n }) => ({
        trigger: words.wordOf(trigger_word),
        reason: reason === 0 ? null : words.wordOf(reason),
        count: n,
      })),
  }
}
