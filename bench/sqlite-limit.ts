import type { CommitItem, TurnStore } from '@couveuse/runtime/store/turns'
import { drain, stepsTaken, type Throughput } from './engine-on-sqlite.ts'
import { END, openBench, receiveEntries } from './workload.ts'

interface Recorded {
  readonly now: number
  readonly turns: ReadonlyMap<string, Pick<CommitItem, 'turn'>>
}

/**
 * The limit of SQLite for this work: the very reads and writes of (a) - claim, load, commit - with the turns already
 * decided, so that no engine runs between them.
 */
export async function sqliteLimit(contacts: number): Promise<Throughput> {
  const recorded = await record(contacts)
  const bench = await openBench(contacts)
  try {
    await drain(bench, bench.clock.now())
    await receiveEntries(bench.store, contacts)
    const { watchedEvents } = await bench.batch.catalogs.current()
    const { turns } = bench.store
    const startedAt = performance.now()
    for (const { now, turns: decided } of recorded) {
      const handles = await turns.claimDue({ now, limit: 1000 })
      const loaded = await turns.loadStates(handles, { now, watchedEvents })
      const items = loaded.contacts.flatMap((contact): CommitItem[] => {
        const known = decided.get(contact.state.contact.id)
        return known ? [{ contact, turn: known.turn, inboxIds: contact.inboxIds }] : []
      })
      await turns.commitBatch(items, { now })
    }
    const seconds = (performance.now() - startedAt) / 1000
    const steps = await stepsTaken(bench)
    return { contacts, steps, seconds, stepsPerSecond: steps / seconds }
  } finally {
    await bench.close()
  }
}

async function record(contacts: number): Promise<Recorded[]> {
  const bench = await openBench(contacts)
  const rounds: Recorded[] = []
  try {
    await drain(bench, bench.clock.now())
    await receiveEntries(bench.store, contacts)
    const turns: TurnStore = {
      ...bench.store.turns,
      commitBatch(items, options) {
        rounds.push({ now: options.now, turns: new Map(items.map((item) => [item.contact.state.contact.id, item])) })
        return bench.store.turns.commitBatch(items, options)
      },
    }
    await drain({ ...bench, batch: { ...bench.batch, turns } }, END)
    return rounds
  } finally {
    await bench.close()
  }
}
