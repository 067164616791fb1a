import { setTimeout as pause } from 'node:timers/promises'
import type { FailedFilter, MendFailed, MendProgress } from '@couveuse/shared/api/mends'
import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { EnrollmentRow, FailedGroup } from '../store/enrollments.ts'
import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import { given } from './given.ts'

/** How many are told at once; the next ones wait until these have had their turn, so that nothing piles up. */
const CHUNK = 200
const KEPT = 50
const LOOK_EVERY_MS = 20
/** A turn that takes longer than this is counted as still to come. */
const TURN_WITHIN_MS = 30_000

/**
 * Retries, skips or ends many failed enrollments, chunk by chunk, and counts what came of it. What was told stands in the
 * inboxes and comes about even if this process ends; only the counting is lost then. The same wish while it is being
 * carried out is the same work: a click too many does nothing.
 */
export interface MendDesk {
  /** Begins, and answers how far it has come, at the latest after `withinMs`. */
  begin(wish: MendFailed, withinMs: number): Promise<MendProgress>
  find(id: string): MendProgress | undefined
  /** Tells nobody more. */
  close(): void
}

export function mendDesk(options: {
  readonly store: Store
  receive(arrivals: readonly Arrival[]): Promise<readonly ArrivalOutcome[]>
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}): MendDesk {
  const { store } = options
  const known = new Map<string, MendProgress>()
  const running = new Map<string, { readonly id: string; readonly work: Promise<void> }>()
  let isClosed = false

  function keep(progress: MendProgress): void {
    known.set(progress.id, progress)
    const oldest = known.keys().next()
    if (known.size > KEPT && !oldest.done) known.delete(oldest.value)
  }

  async function carryOut(id: string, wish: MendFailed): Promise<void> {
    let progress: MendProgress = {
      id,
      action: wish.action,
      state: 'running',
      ...NOTHING,
      total: await totalOf(store, wish),
    }
    keep(progress)
    try {
      for await (const { rows, unneeded } of chunksOf(store, wish)) {
        if (isClosed) break
        const came = await mendChunk(rows, wish)
        progress = added(progress, { ...came, unneeded: came.unneeded + unneeded })
        keep(progress)
      }
      keep({ ...progress, state: isClosed ? 'stopped' : 'done' })
    } catch (error) {
      keep({ ...progress, state: 'stopped' })
      options.onError(error)
    }
  }

  async function mendChunk(rows: readonly EnrollmentRow[], wish: MendFailed): Promise<Tally> {
    if (rows.length === 0) return NOTHING
    const before = await revisionsOf(rows)
    await options.receive(
      rows.map(({ enrollment, contact }) => ({
        contact: { id: contact.id },
        cause: causeOf(wish, enrollment.id),
        key: `mend:${enrollment.id}`,
      })),
    )
    const after = await turnsTaken(rows, before)
    const tally = { ...NOTHING, told: rows.length }
    for (const { enrollment, contact } of rows) {
      const now = await store.enrollments.get(enrollment.id)
      if (now?.enrollment.status !== 'failed') tally.mended += 1
      else if ((after.get(contact.id) ?? 0) > (before.get(contact.id) ?? 0)) tally.failedAgain += 1
      else tally.pending += 1
    }
    return tally
  }

  const revisionsOf = async (rows: readonly EnrollmentRow[]): Promise<ReadonlyMap<string, number>> => {
    const found = await store.contacts.getMany(rows.map(({ contact }) => contact.id))
    return new Map([...found].map(([id, { revision }]) => [id, revision]))
  }

  async function turnsTaken(rows: readonly EnrollmentRow[], before: ReadonlyMap<string, number>) {
    let now = await revisionsOf(rows)
    for (let waited = 0; waited < TURN_WITHIN_MS && !isClosed; waited += LOOK_EVERY_MS) {
      const isWaiting = rows.some(({ contact: { id } }) => (now.get(id) ?? Infinity) <= (before.get(id) ?? 0))
      if (!isWaiting) break
      await pause(LOOK_EVERY_MS)
      now = await revisionsOf(rows)
    }
    return now
  }

  return {
    async begin(wish, withinMs) {
      const name = JSON.stringify(wish)
      let job = running.get(name)
      if (!job) {
        const id = options.newId()
        keep({ id, action: wish.action, state: 'running', ...NOTHING, total: 0 })
        job = { id, work: carryOut(id, wish).finally(() => running.delete(name)) }
        running.set(name, job)
      }
      await Promise.race([job.work, pause(withinMs, undefined, { ref: false })])
      const progress = known.get(job.id)
      if (!progress) throw new InvariantError(`The repair "${job.id}" has just begun and is not known.`)
      return progress
    },
    find: (id) => known.get(id),
    close() {
      isClosed = true
    },
  }
}

type Tally = Pick<MendProgress, 'told' | 'mended' | 'failedAgain' | 'unneeded' | 'pending'>
const NOTHING: Tally = { told: 0, mended: 0, failedAgain: 0, unneeded: 0, pending: 0 }

function added(progress: MendProgress, tally: Tally): MendProgress {
  return {
    ...progress,
    told: progress.told + tally.told,
    mended: progress.mended + tally.mended,
    failedAgain: progress.failedAgain + tally.failedAgain,
    unneeded: progress.unneeded + tally.unneeded,
    pending: progress.pending + tally.pending,
  }
}

function causeOf({ action, outlet }: MendFailed, enrollmentId: string): Cause {
  switch (action) {
    case 'retry':
      return { type: 'retry', enrollmentId }
    case 'skip':
      return { type: 'skip_step', enrollmentId, ...(outlet === undefined ? {} : { outlet }) }
    case 'end':
      return { type: 'end', enrollmentId }
  }
}

async function totalOf(store: Store, { ids, filter = {} }: MendFailed): Promise<number> {
  if (ids) return new Set(ids).size
  const groups = await store.enrollments.failedGroups(filter.flow)
  return groups.filter((group) => fits(group, filter)).reduce((sum, { count }) => sum + count, 0)
}

const fits = (group: FailedGroup, { version, step, code }: FailedFilter): boolean =>
  (version === undefined || group.version === version) &&
  (step === undefined || group.step === step) &&
  (code === undefined || group.reason === code)

interface Chunk {
  readonly rows: readonly EnrollmentRow[]
  /** named, and not failed any more */
  readonly unneeded: number
}

async function* chunksOf(store: Store, { ids, filter = {} }: MendFailed): AsyncGenerator<Chunk> {
  if (ids) {
    const once = [...new Set(ids)]
    for (let from = 0; from < once.length; from += CHUNK) {
      const asked = once.slice(from, from + CHUNK)
      const found = await Promise.all(asked.map((id) => store.enrollments.get(id)))
      const rows = found.flatMap((row) => (row?.enrollment.status === 'failed' ? [row] : []))
      yield { rows, unneeded: asked.length - rows.length }
    }
    return
  }
  const { code, ...place } = filter
  const wanted = { ...given({ ...place, reason: code }), status: 'failed' as const }
  // By entry, so that one that fails again keeps its place behind the cursor and does not come a second time.
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Store['enrollments']['list']>> = await store.enrollments.list({
      ...{ ...wanted, limit: CHUNK },
      ...(cursor === null ? {} : { cursor }),
    })
    yield { rows: page.items, unneeded: 0 }
    cursor = page.nextCursor
  } while (cursor !== null)
}
