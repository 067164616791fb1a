import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replay } from '@couveuse/shared/simulate/replay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../store/postgres/open.ts'
import type { Store } from '../store/store.ts'
import { type PostgresDatabases, startPostgresDatabases } from './postgres-databases.ts'
import { replayOnRuntime } from './scenario-driver.ts'

const FOLDER = fileURLToPath(new URL('../../../shared/src/testing/scenarios', import.meta.url))
/** The others run on SQLite; what a store may get wrong is in the contract, this is the two of them together. */
const EVERY = 8

/** Events of an instant come before its timers (FLOW-DSL §5): the hand-moved clock waits for a write that takes time. */
function arrivalsFirst(store: Store): Store {
  let arriving: Promise<unknown> = Promise.resolve()
  return {
    ...store,
    inbox: {
      ...store.inbox,
      receive(arrivals, now) {
        const outcomes = store.inbox.receive(arrivals, now)
        arriving = outcomes
        return outcomes
      },
    },
    turns: {
      ...store.turns,
      async claimDue(options) {
        await arriving
        return store.turns.claimDue(options)
      },
    },
  }
}

describe('a scenario tells the same story in the simulator and in the runtime on PostgreSQL', () => {
  let databases: PostgresDatabases
  beforeAll(async () => {
    databases = await startPostgresDatabases()
  }, 60_000)
  afterAll(() => databases.stop(), 60_000)

  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .filter((_, index) => index % EVERY === 0)

  it('has scenarios to tell', () => expect(files.length).toBeGreaterThanOrEqual(10))

  it.for(files)('%s', async (name) => {
    const scenario: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
    const url = await databases.create('migrated')
    const open = async (now: number) => {
      const store = await openPostgresStore({ url, now })
      return { store: arrivalsFirst(store), dispose: () => store.close() }
    }
    expect(await replayOnRuntime(scenario, undefined, open)).toEqual(replay(scenario))
  })
})
