import { InvariantError } from '@couveuse/shared/contract/problem'
import { SqliteError } from 'better-sqlite3'
import { countTurn } from '../rows/count-turn.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { type PlanContext, planTurn, type TurnPlan } from '../rows/plan-turn.ts'
import type { CommitItem, CommitOutcome } from '../turns.ts'
import { openTally } from './counts.ts'
import { isOutside, type SqliteDatabase } from './database.ts'
import type { TurnWriter } from './turn-writer.ts'

const COMMITTED: CommitOutcome = { type: 'committed' }
const LOST_RACE: CommitOutcome = { type: 'lost_race' }

export type BatchCommitter = (
  items: readonly CommitItem[],
  context: PlanContext,
  deskPointers: Readonly<Record<string, number>>,
) => Promise<readonly CommitOutcome[]>

/**
 * Writes whole batches. The usual case runs without savepoints; only when the database refuses a turn is the batch rolled
 * back and written again turn by turn, so that the one it refuses fails alone.
 */
export function openBatchCommitter(
  database: SqliteDatabase,
  writeTurn: TurnWriter,
  dictionary: Dictionary,
): BatchCommitter {
  const tally = openTally(database)
  const deleteInbox = database.sql<[string]>('DELETE FROM inbox WHERE id IN (SELECT value FROM json_each(?))')
  const setPointer = database.sql<[string, number]>(
    'INSERT INTO desk_pointers (team, given) VALUES (?, ?) ON CONFLICT (team) DO UPDATE SET given = excluded.given',
  )
  const savepoint = database.sql<[]>('SAVEPOINT turn')
  const release = database.sql<[]>('RELEASE turn')
  const rollback = database.sql<[]>('ROLLBACK TO turn')

  const write = (plan: TurnPlan): CommitOutcome => (writeTurn(plan) ? COMMITTED : LOST_RACE)

  function writeAlone(plan: TurnPlan): CommitOutcome {
    savepoint.run()
    try {
      return write(plan)
    } catch (error) {
      if (isOutside(error)) throw error
      rollback.run()
      return failed(error)
    } finally {
      // A full disk rolls the whole transaction back by itself, and the savepoint with it.
      if (database.connection.inTransaction) release.run()
    }
  }

  return async (items, context, deskPointers) => {
    const writeBatch = (writeOne: typeof write): Promise<readonly CommitOutcome[]> =>
      database.writeRepeatable(() => {
        tally.forget()
        const consumed: number[] = []
        // Planned one by one, just before it is written: a whole batch of rows would only burden the memory.
        const outcomes = items.map((item) => {
          const planned = plan(item, context)
          if ('type' in planned) return planned
          const outcome = writeOne(planned)
          if (outcome !== COMMITTED) return outcome
          countTurn(tally, item, dictionary)
          for (const id of item.inboxIds) consumed.push(id)
          return outcome
        })
        tally.write()
        if (consumed.length > 0) deleteInbox.run(JSON.stringify(consumed))
        for (const [team, given] of Object.entries(deskPointers)) setPointer.run(team, given)
        return outcomes
      })
    try {
      return await writeBatch(write)
    } catch (error) {
      if (isOutside(error)) throw error
      return writeBatch(writeAlone)
    }
  }
}

/** A turn that cannot even be put into rows fails alone, like one that the database refuses. */
function plan(item: CommitItem, context: PlanContext): TurnPlan | CommitOutcome {
  try {
    return planTurn(item, context)
  } catch (error) {
    if (isOutside(error)) throw error
    return failed(error)
  }
}

function failed(error: unknown): CommitOutcome {
  if (error instanceof SqliteError) return { type: 'failed', code: error.code.toLowerCase(), message: error.message }
  const code = error instanceof InvariantError ? 'invariant' : 'internal_error'
  return { type: 'failed', code, message: error instanceof Error ? error.message : String(error) }
}
