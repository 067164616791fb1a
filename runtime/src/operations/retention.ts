import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { type Retention, retentionSchema } from '@couveuse/shared/flow/settings'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { AnnouncementStore } from '../store/announcements.ts'
import { COMPACTED, type Compacted, type OperationStore } from '../store/operations.ts'

export interface RetentionDeps {
  readonly operations: Pick<OperationStore, 'compact' | 'shrink'>
  readonly marks: Pick<AnnouncementStore, 'marks' | 'keepMarks'>
  readonly retention: () => Promise<Retention>
  /** names of events that turns read, as of now */
  readonly watchedEvents: () => Promise<ReadonlySet<string>>
  readonly clock: Clock
  readonly log: Logger
}

const DAY_MS = 86_400_000
const PASS_EVERY_MS = DAY_MS
const ROWS_AT_A_TIME = 500
/** Per look, so that whoever is due does not wait for yesterday's journals. */
const STEPS_AT_A_TIME = 40
const MARK = 'retention:'

const DAYS_OF: Readonly<Record<Compacted, keyof Retention>> = {
  journal: 'historyDays',
  records: 'historyDays',
  events: 'eventDays',
  bodies: 'bodyDays',
}

/** Where a pass over a table has come, or when the last one ended. */
const markSchema = z.object({ cursor: z.string().nullable(), doneAt: z.number().nullable(), removed: z.number() })
type Mark = z.infer<typeof markSchema>
const FRESH: Mark = { cursor: null, doneAt: null, removed: 0 }

/**
 * A look at what is older than the workspace keeps: one pass a day over each kind, in small steps, carried on where the
 * last look stopped. Returns how many rows were removed.
 */
export async function keepRetention(deps: RetentionDeps): Promise<number> {
  const { operations, marks, clock, log } = deps
  const now = clock.now()
  const retention = await deps.retention()
  const wanted = COMPACTED.filter((what) => retention[DAYS_OF[what]] !== null)
  if (wanted.length === 0) return 0
  const keptEvents = await deps.watchedEvents()
  const known = await marks.marks()
  let total = 0
  let steps = 0
  for (const what of wanted) {
    let mark = readMark(known.get(`${MARK}${what}`))
    if (mark.doneAt !== null && now - mark.doneAt < PASS_EVERY_MS) continue
    if (mark.doneAt !== null) mark = FRESH
    const before = now - (retention[DAYS_OF[what]] ?? 0) * DAY_MS
    while (mark.doneAt === null && steps < STEPS_AT_A_TIME) {
      const options = { before, cursor: mark.cursor, limit: ROWS_AT_A_TIME, keptEvents }
      const { removed, next } = await operations.compact(what, options)
      steps += 1
      total += removed
      mark = { cursor: next, doneAt: next === null ? now : null, removed: mark.removed + removed }
      await yieldToOthers()
    }
    await marks.keepMarks({ [`${MARK}${what}`]: JSON.stringify(mark) })
    if (mark.doneAt !== null && mark.removed > 0)
      log.info({ what, removed: mark.removed }, `Retention has removed ${mark.removed} rows (${what}).`)
  }
  while (total > 0 && steps < STEPS_AT_A_TIME && (await operations.shrink())) {
    steps += 1
    await yieldToOthers()
  }
  return total
}

function readMark(text: string | undefined): Mark {
  const read = text === undefined ? undefined : markSchema.safeParse(JSON.parse(text))
  return read?.success ? read.data : FRESH
}

/** What stands in a stored document of settings; what cannot be read keeps everything. */
export function retentionOf(document: unknown): Retention {
  const read = z.object({ retention: retentionSchema }).safeParse(document)
  return read.success ? read.data.retention : { historyDays: null, eventDays: null, bodyDays: null }
}
