import { InvariantError } from '@couveuse/shared/contract/problem'
import pg from 'pg'
import { countTurn } from '../rows/count-turn.ts'
import { planTurn, type TurnPlan } from '../rows/plan-turn.ts'
import { hasHeads } from '../rows/state-rows.ts'
import { gatherTally } from '../rows/tally.ts'
import type { CommitItem, CommitOutcome } from '../turns.ts'
import { columnsOf } from './arrays.ts'
import type { Claims } from './claim.ts'
import { writeTally } from './counts.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { isOutside, isRepeatable } from './errors.ts'
import { once, sql } from './sql.ts'
import type { BatchWriter } from './write-batch.ts'

const COMMITTED: CommitOutcome = { type: 'committed' }
const LOST_RACE: CommitOutcome = { type: 'lost_race' }

const JOURNAL_IDS = sql<[number], { id: number }>("SELECT nextval('journal_ids') AS id FROM generate_series(1, $1)")
const OUTBOX_IDS = sql<[number], { id: number }>("SELECT nextval('outbox_ids') AS id FROM generate_series(1, $1)")
const HEADS = sql<string[], { contact_ref: number; ordinal: number; journal_head: number | null }>(
  `SELECT e.contact_ref, e.ordinal, e.journal_head FROM unnest($1::bigint[], $2::integer[]) AS given (ref, ordinal)
   JOIN enrollments e ON e.contact_ref = given.ref AND e.ordinal = given.ordinal`,
)
const POINTERS = sql<string[]>(
  `INSERT INTO desk_pointers (team, given) SELECT * FROM unnest($1::text[], $2::bigint[]) AS moved (team, given) ORDER BY team
   ON CONFLICT (team) DO UPDATE SET given = excluded.given`,
)
const SAVEPOINT = once<[]>('SAVEPOINT turn')
const RELEASE = once<[]>('RELEASE SAVEPOINT turn')
const TAKE_BACK = once<[]>('ROLLBACK TO SAVEPOINT turn')

type Planned = TurnPlan | CommitOutcome
const isPlan = (planned: Planned): planned is TurnPlan => !('type' in planned)

export interface BatchCommit {
  readonly items: readonly CommitItem[]
  readonly now: number
  readonly deskPointers: Readonly<Record<string, number>>
}

/**
 * Writes whole batches. The usual case is one transaction, the one that holds the claim; only when the database refuses a
 * turn is the batch written again in another one, turn by turn, so that the one it refuses fails alone.
 */
export function openBatchCommitter(
  database: PostgresDatabase,
  claims: Claims,
  writer: BatchWriter,
  dictionary: SharedDictionary,
): (batch: BatchCommit) => Promise<readonly CommitOutcome[]> {
  async function planAll(session: Session, { items, now }: BatchCommit): Promise<readonly Planned[]> {
    const [headOf, journalIds, outboxIds] = await Promise.all([
      readHeads(session, items),
      take(
        session,
        JOURNAL_IDS,
        sum(items, ({ turn: { writes } }) => Math.min(writes.journal.length, writes.enrollments.length)),
      ),
      take(
        session,
        OUTBOX_IDS,
        sum(items, ({ turn: { writes } }) => writes.effects.length + writes.messages.length),
      ),
    ])
    return dictionary.encoding(() => {
      const context = {
        ...dictionary,
        now,
        headOf,
        nextJournalId: counter(journalIds),
        nextOutboxId: counter(outboxIds),
      }
      return items.map((item) => plan(() => planTurn(item, context)))
    })
  }

  /** Those whose contact is still as it was loaded. */
  async function writePlans(session: Session, plans: readonly TurnPlan[]): Promise<ReadonlySet<TurnPlan>> {
    if (plans.length === 0) return new Set()
    const moved = await writer.moveClocks(session, plans)
    const winners = plans.filter(({ item }) => moved.has(item.contact.handle))
    await writer.write(session, winners)
    return new Set(winners)
  }

  async function writeAlone(session: Session, one: TurnPlan): Promise<CommitOutcome> {
    await session.run(SAVEPOINT)
    try {
      const written = await writePlans(session, [one])
      await session.run(RELEASE)
      return written.has(one) ? COMMITTED : LOST_RACE
    } catch (error) {
      if (isOutside(error)) throw error
      await session.run(TAKE_BACK)
      return failed(error)
    }
  }

  /** Sums and pointers, which others wait for, come last. */
  async function finish(
    session: Session,
    committed: readonly CommitItem[],
    { deskPointers }: BatchCommit,
  ): Promise<void> {
    const tally = gatherTally()
    await dictionary.encoding(() => {
      tally.forget()
      for (const item of committed) countTurn(tally, item, dictionary)
    })
    await writeTally(session, tally)
    const pointers = Object.entries(deskPointers)
    if (pointers.length > 0) await session.run(POINTERS, ...columnsOf(pointers, 2))
  }

  async function commitTogether(session: Session, batch: BatchCommit): Promise<readonly CommitOutcome[]> {
    const planned = await planAll(session, batch)
    const written = await writePlans(session, planned.filter(isPlan))
    const outcomes = planned.map((one) => (!isPlan(one) ? one : written.has(one) ? COMMITTED : LOST_RACE))
    await finish(
      session,
      batch.items.filter((_, i) => outcomes[i] === COMMITTED),
      batch,
    )
    return outcomes
  }

  async function commitOneByOne(session: Session, batch: BatchCommit): Promise<readonly CommitOutcome[]> {
    const planned = await planAll(session, batch)
    const outcomes: CommitOutcome[] = []
    for (const one of planned) outcomes.push(isPlan(one) ? await writeAlone(session, one) : one)
    await finish(
      session,
      batch.items.filter((_, i) => outcomes[i] === COMMITTED),
      batch,
    )
    return outcomes
  }

  return async (batch) => {
    const claim = await claims.use(batch.items.map(({ contact }) => contact.handle))
    try {
      if (!claim) return await database.write((session) => commitTogether(session, batch))
      const outcomes = await commitTogether(claim.transaction.session, batch)
      await claim.transaction.commit()
      return outcomes
    } catch (error) {
      await claim?.transaction.rollback()
      if (isRepeatable(error)) return database.write((session) => commitTogether(session, batch))
      if (isOutside(error)) throw error
      return database.write((session) => commitOneByOne(session, batch))
    }
  }
}

/** Latest journal rows as loaded; asked for where a contact does not carry them, or not of this enrollment. */
async function readHeads(
  session: Session,
  items: readonly CommitItem[],
): Promise<(item: CommitItem, ordinal: number) => number | null> {
  const asked = items.flatMap((item) =>
    item.turn.writes.enrollments
      .filter(({ ordinal }) => knownHead(item, ordinal) === undefined)
      .map(({ ordinal }) => [item.contact.handle, ordinal]),
  )
  const stored = new Map<string, number | null>()
  if (asked.length > 0)
    for (const { contact_ref, ordinal, journal_head } of await session.all(HEADS, ...columnsOf(asked, 2)))
      stored.set(`${contact_ref} ${ordinal}`, journal_head)
  return (item, ordinal) => {
    const known = knownHead(item, ordinal)
    return known === undefined ? (stored.get(`${item.contact.handle} ${ordinal}`) ?? null) : known
  }
}

function knownHead({ contact }: CommitItem, ordinal: number): number | null | undefined {
  if (ordinal >= contact.state.nextOrdinal) return null
  if (!hasHeads(contact)) return undefined
  const at = contact.state.enrollments.findIndex((enrollment) => enrollment.ordinal === ordinal)
  return at < 0 ? undefined : (contact.heads[at] ?? null)
}

async function take(session: Session, statement: typeof JOURNAL_IDS, count: number): Promise<readonly number[]> {
  return count === 0 ? [] : (await session.all(statement, count)).map(({ id }) => id)
}

function counter(ids: readonly number[]): () => number {
  let next = 0
  return () => {
    const id = ids[next++]
    if (id === undefined) throw new InvariantError('A turn wrote more rows than it said it would.')
    return id
  }
}

const sum = (items: readonly CommitItem[], of: (item: CommitItem) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** A turn that cannot even be put into rows fails alone, like one that the database refuses. */
function plan(work: () => TurnPlan): Planned {
  try {
    return work()
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): CommitOutcome {
  if (error instanceof pg.DatabaseError)
    return { type: 'failed', code: `postgres_${error.code ?? 'error'}`.toLowerCase(), message: error.message }
  const code = error instanceof InvariantError ? 'invariant' : 'internal_error'
  return { type: 'failed', code, message: error instanceof Error ? error.message : String(error) }
}
