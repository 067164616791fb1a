import Connection from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  enrollOne,
  loadOne,
  MONDAY,
  openTestStore,
  publishFlow,
  type StoreUnderTest,
} from '../../testing/store-fixture.ts'

let under: StoreUnderTest & { readonly path: string }
beforeEach(async () => {
  under = await openTestStore()
})
afterEach(() => under.dispose())

/** What only happens where a disk is full or broken in the middle of a transaction. */
function refuse(table: string): () => void {
  const connection = new Connection(under.path)
  connection.exec(`CREATE TRIGGER refusal BEFORE INSERT ON ${table} BEGIN SELECT RAISE (ABORT, 'refused'); END`)
  return () => {
    connection.exec('DROP TRIGGER refusal')
    connection.close()
  }
}

test.each(['inbox', 'flow_versions'])(
  'a publication that breaks off while it writes to %s has not happened: no version, nobody told, nothing half done',
  async (table) => {
    const { store } = under
    await publishFlow(store, 'nurture')
    await enrollOne(store, { id: 'ada', flow: 'nurture' })
    const before = [await store.flows.get('nurture'), await store.flows.catalogRevision()]
    const publish = () =>
      store.flows.publish(
        {
          ...{ key: 'nurture', document: { key: 'nurture' }, messages: {}, revision: 1, restores: 1 },
          ...{ replacesDraft: true as const, migration: { 1: { pause: { end: 'over' } } } },
        },
        MONDAY,
      )
    const allow = refuse(table)
    await expect(publish()).rejects.toThrow('refused')
    expect([await store.flows.get('nurture'), await store.flows.catalogRevision()]).toEqual(before)
    expect(await store.flows.version('nurture', 2)).toBeUndefined()
    expect((await loadOne(store, 'ada')).causes).toEqual([])
    allow()
    expect(await publish()).toEqual({ type: 'published', version: 2, told: 1 })
  },
)
