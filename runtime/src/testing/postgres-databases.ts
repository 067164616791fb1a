import pg from 'pg'
import { openPostgresStore } from '../store/postgres/open.ts'
import { startPostgres } from './servers.ts'
import { MONDAY, type StoreUnderTest } from './store-fixture.ts'

/** A real PostgreSQL server that gives each test a database of its own. */
export interface PostgresDatabases {
  /** An empty database, or with the product's tables made already. Returns its address. */
  create(content: 'empty' | 'migrated'): Promise<string>
  openStore(): Promise<StoreUnderTest & { readonly url: string }>
  stop(): Promise<void>
}

const TEMPLATE = 'migrated'

export async function startPostgresDatabases(): Promise<PostgresDatabases> {
  const server = await startPostgres()
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  const urlOf = (name: string): string => server.url.replace(/[^/]+$/, name)
  let made = 0

  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await (await openPostgresStore({ url: urlOf(TEMPLATE), now: MONDAY })).close()

  async function create(content: 'empty' | 'migrated'): Promise<string> {
    made += 1
    const name = `store_${made}`
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${content === 'migrated' ? TEMPLATE : 'template0'}`)
    return urlOf(name)
  }

  return {
    create,
    async openStore() {
      const url = await create('migrated')
      const open = () => openPostgresStore({ url, now: MONDAY })
      let store = await open()
      return {
        url,
        get store() {
          return store
        },
        async reopen() {
          await store.close()
          store = await open()
          return store
        },
        dispose: () => store.close(),
      }
    },
    async stop() {
      await admin.end()
      await server.stop()
    },
  }
}
