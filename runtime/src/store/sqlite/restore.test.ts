import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAIL, recordOf, TEXT } from '../../testing/store-contract/given.ts'
import { HOUR, MONDAY, publishFlow, someContact, someEnrollment, takeOne, turnOf } from '../../testing/store-fixture.ts'
import type { Store } from '../store.ts'
import { openSqliteInspection, openSqliteStore } from './open.ts'
import { type RestoreOptions, restoreFile } from './restore.ts'

describe('Restoring a backup', () => {
  let folder: string
  let path: string
  let backup: string
  let store: Store
  const open = () => openSqliteStore({ path, now: MONDAY, synchronous: 'off' })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'couveuse-restore-'))
    path = join(folder, 'couveuse.db')
    store = await open()
    await publishFlow(store, 'nurture')
    await store.contacts.create(someContact('ada'), MONDAY)
    await takeOne(store, 'ada', (ada) =>
      turnOf(ada, {
        enrollments: [someEnrollment(ada, 'nurture')],
        effects: [MAIL, TEXT],
        messages: [...recordOf(MAIL), ...recordOf(TEXT)],
      }),
    )
    await store.outbox.claim({ lanes: ['sms'], now: MONDAY, limit: 1 })
    backup = await store.operations.backup(join(folder, 'backups'), MONDAY)
    await store.contacts.create(someContact('late'), MONDAY)
    await store.close()
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const restore = (given: Partial<RestoreOptions> = {}) =>
    restoreFile({ backup, path, replaces: true, outbox: 'ask', now: MONDAY + HOUR, ...given })
  const contacts = async () => {
    store = await open()
    return store.contacts.count()
  }

  test('a backup is one file', () => {
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
  })

  test('takes the place of the workspace, which is kept aside whole', async () => {
    const { keptAside } = restore()
    expect(await contacts()).toBe(1)
    const aside = openSqliteInspection(keptAside ?? '')
    expect(await aside.store.contacts.count()).toBe(2)
    await aside.store.close()
  })

  test('makes the workspace where there is none', async () => {
    path = join(folder, 'elsewhere', 'new.db')
    expect(restore({ path, replaces: false })).toEqual({ inDoubt: 2, keptAside: null })
    expect(await contacts()).toBe(1)
  })

  test('refuses where a workspace is, unless it may be replaced', async () => {
    expect(() => restore({ replaces: false })).toThrow(/there is a workspace already/)
    expect(await contacts()).toBe(2)
  })

  test('refuses while a runtime is at work there, and leaves everything as it was', async () => {
    store = await open()
    const before = readdirSync(folder)
    expect(() => restore()).toThrow(expect.objectContaining({ code: 'store_in_use' }))
    expect(readdirSync(folder)).toEqual(before)
    expect(openSqliteInspection(path).isInUse).toBe(true)
  })

  test('refuses what is damaged, no workspace, or of a newer version, before it touches anything', async () => {
    const bytes = readFileSync(backup)
    const other = join(folder, 'other')
    expect(() => restore({ backup: other })).toThrow(expect.objectContaining({ code: 'no_backup' }))

    writeFileSync(other, 'a letter to my aunt'.repeat(300))
    expect(() => restore({ backup: other })).toThrow(expect.objectContaining({ code: 'wrong_backup' }))

    writeFileSync(other, Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.alloc(bytes.length / 2)]))
    expect(() => restore({ backup: other })).toThrow(expect.objectContaining({ code: 'wrong_backup' }))

    writeFileSync(other, bytes)
    const newer = new Connection(other)
    newer.exec("INSERT INTO migrations VALUES ('9999-future', 'x', 0)")
    newer.close()
    expect(() => restore({ backup: other })).toThrow(/newer version of Couveuse/)

    writeFileSync(other, '')
    expect(() => restore({ backup: other })).toThrow(/no workspace of Couveuse/)
    expect(await contacts()).toBe(2)
  })

  test('what was on its way when the backup was taken is in doubt, and policy decides about it', async () => {
    expect(restore().inDoubt).toBe(2)
    store = await open()
    const unknown = await store.outbox.recoverInterrupted(MONDAY + HOUR)
    expect(unknown.map(({ effect }) => effect.key)).toEqual([MAIL.key, TEXT.key])
    expect(await store.messages.get(MAIL.key)).toMatchObject({
      state: 'unknown',
      error: expect.stringMatching(/backup/),
    })
  })

  test('or is sent as if nothing had happened, where that was asked for', async () => {
    expect(restore({ outbox: 'send' }).inDoubt).toBe(0)
    store = await open()
    // What was in the hands of a provider stays unknown.
    expect(await store.outbox.recoverInterrupted(MONDAY + HOUR)).toHaveLength(1)
    expect(await store.messages.get(MAIL.key)).toMatchObject({ state: 'queued' })
  })
})
