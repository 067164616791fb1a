import type { EntryCount, FlowCounts, StepCounts } from '../flows.ts'
import { type EntryCountRow, gatherCounts, gatherSteps, type StepCountRow, type SumRow } from '../rows/flow-counts.ts'
import type { Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql } from './sql.ts'

const FLOWS = sql<[], SumRow>('SELECT flow AS name, status, sum(n) AS n FROM enrollment_counts GROUP BY flow, status')
const VERSIONS = sql<[number], SumRow>('SELECT version AS name, status, n FROM enrollment_counts WHERE flow = $1')
const STEPS = sql<[number, number | null], StepCountRow>(
  `SELECT version, step, measure, outlet, n FROM step_counts
   WHERE flow = $1 AND ($2::integer IS NULL OR version = $2) AND n <> 0 ORDER BY version DESC, step`,
)
const ENTRIES = sql<[number], EntryCountRow>('SELECT trigger_word, reason, n FROM entry_counts WHERE flow = $1')

/** Live counts of flows by number, over all versions. */
export async function countsOfFlows(session: Session): Promise<ReadonlyMap<number, FlowCounts>> {
  return gatherCounts(await session.all(FLOWS))
}

/** Those of one flow, by version. */
export async function countsOfVersions(session: Session, flow: number): Promise<ReadonlyMap<number, FlowCounts>> {
  return gatherCounts(await session.all(VERSIONS, flow))
}

export async function stepCounts(
  session: Session,
  flow: number,
  version: number | undefined,
  dictionary: SharedDictionary,
): Promise<readonly StepCounts[]> {
  const rows = await session.all(STEPS, flow, version ?? null)
  return dictionary.decoding(session, () => gatherSteps(rows, dictionary.words))
}

export async function entryCounts(
  session: Session,
  flow: number,
  { decoding, words }: SharedDictionary,
): Promise<readonly EntryCount[]> {
  const rows = await session.all(ENTRIES, flow)
  return decoding(session, () =>
    rows.map(({ trigger_word, reason, n }) => ({
      trigger: words.wordOf(trigger_word),
      reason: reason === 0 ? null : words.wordOf(reason),
      count: n,
    })),
  )
}
