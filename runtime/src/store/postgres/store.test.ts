import { afterAll, beforeAll } from 'vitest'
import { type PostgresDatabases, startPostgresDatabases } from '../../testing/postgres-databases.ts'
import { describeStore } from '../../testing/store-contract/store-contract.ts'

let databases: PostgresDatabases
beforeAll(async () => {
  databases = await startPostgresDatabases()
}, 60_000)
afterAll(() => databases.stop(), 60_000)

describeStore('PostgreSQL', () => databases.openStore())
