import type { ContactHandle, Shard } from '../turns.ts'
import type { OpenTransaction, PostgresDatabase, Session } from './database.ts'
import { sql } from './sql.ts'

const claim = (shard: string): string =>
  `SELECT k.contact_ref FROM contact_clock k JOIN contact_docs d ON d.contact_ref = k.contact_ref
   WHERE k.due_at <= $1${shard} ORDER BY k.due_at LIMIT $2 FOR NO KEY UPDATE OF d SKIP LOCKED`
const DUE = sql<[number, number], { contact_ref: ContactHandle }>(claim(''))
const DUE_IN_SHARD = sql<[number, number, number, number], { contact_ref: ContactHandle }>(
  claim(' AND k.contact_ref % $3 = $4'),
)

/** Contacts that are this process's own until the transaction ends, however it ends. */
export interface Claim {
  readonly now: number
  readonly handles: ReadonlySet<ContactHandle>
  readonly transaction: OpenTransaction
}

export interface Claims {
  /** Gives back what was claimed before and not committed. */
  take(options: {
    readonly now: number
    readonly limit: number
    readonly shard?: Shard
  }): Promise<readonly ContactHandle[]>
  /** The open claim, if it has all of these. */
  covering(handles: readonly ContactHandle[]): Claim | undefined
  /** Hands the open claim over to whoever commits it. */
  use(handles: readonly ContactHandle[]): Promise<Claim | undefined>
  release(): Promise<void>
}

/**
 * Who claims locks the documents of the contacts for as long as their turns take, and skips those that others have locked:
 * several processes never work on the same contact, none of them waits, and a process that dies gives all of them back at
 * once, because the server ends its transaction. The clocks stay free meanwhile, so that arrivals wait for nobody.
 *
 * The claim is a courtesy, not what keeps turns apart: that is the comparison of revisions at the commit.
 */
export function openClaims(database: PostgresDatabase): Claims {
  let open: Claim | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: a claim and the release of the one before must not overtake each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work, work)
    last = done.catch(() => undefined)
    return done
  }

  async function release(): Promise<void> {
    const released = open
    open = undefined
    await released?.transaction.rollback()
  }

  const find = (session: Session, { now, limit, shard }: { now: number; limit: number; shard?: Shard }) =>
    shard ? session.all(DUE_IN_SHARD, now, limit, shard.of, shard.index) : session.all(DUE, now, limit)

  return {
    take: (options) =>
      inTurn(async () => {
        await release()
        const transaction = await database.begin()
        try {
          const rows = await find(transaction.session, options)
          const handles = rows.map((row) => row.contact_ref)
          if (handles.length === 0) await transaction.rollback()
          else open = { now: options.now, handles: new Set(handles), transaction }
          return handles
        } catch (error) {
          await transaction.rollback()
          throw error
        }
      }),
    covering: (handles) => (open && handles.every((handle) => open?.handles.has(handle)) ? open : undefined),
    use: (handles) =>
      inTurn(async () => {
        const claimed = open
        if (claimed && handles.length > 0 && handles.every((handle) => claimed.handles.has(handle))) {
          open = undefined
          return claimed
        }
        await release()
        return undefined
      }),
    release: () => inTurn(release),
  }
}
