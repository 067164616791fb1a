import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import { MONDAY, publishFlow, someContact, someEnrollment, takeOne, turnOf } from '../testing/store-fixture.ts'
import { eraseContact, exportContact } from './contact-data.ts'
import { doctor } from './doctor.ts'
import type { Printer } from './printer.ts'
import { restore } from './restore.ts'

let folder: string
let path: string
let said: string
let told: unknown
const print: Printer = {
  line: (text) => {
    said += `${text}\n`
  },
  json: (value) => {
    told = value
  },
  error: (text) => {
    said += `${text}\n`
  },
}
const now = () => MONDAY + 3_600_000
const examine = (flags: { json?: boolean; repairs?: boolean } = {}) =>
  doctor({ json: false, repairs: false, ...flags }, print, now)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'couveuse-doctor-'))
  path = join(folder, 'couveuse.db')
  vi.stubEnv('COUVEUSE_DATA', folder)
  said = ''
  await withStore(async (store) => {
    await publishFlow(store, 'nurture')
    await store.contacts.create(someContact('ada'), MONDAY)
    await takeOne(store, 'ada', (ada) =>
      turnOf(ada, {
        enrollments: [someEnrollment(ada, 'nurture')],
        entries: [{ at: MONDAY, flow: 'nurture', trigger: 'manual', enrolled: true, enrollmentId: 'ada.1' }],
        nextDueAt: MONDAY + 86_400_000,
      }),
    )
  })
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

async function withStore(work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openSqliteStore({ path, now: MONDAY, synchronous: 'off' })
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

function breakWith(sql: string): void {
  const db = new Connection(path)
  db.exec(sql)
  db.close()
}

test('a sound workspace is called sound, with every invariant in words', async () => {
  expect(await examine()).toBe(0)
  expect(said).toContain('ok      counters of visits equal the sums of the journals [visit_counters_match]')
  expect(said).toContain('-       the queue answers [queue_answers]')
  expect(said).toContain('Everything holds.')
})

test('looks beside a runtime that goes on, and says that there is one', async () => {
  await withStore(async () => {
    expect(await examine({ json: true })).toBe(0)
    expect(told).toMatchObject({ isRunning: true, violations: [] })
  })
})

test('each violation tells thing, place and way out, and repair sets right what can be', async () => {
  breakWith(
    'UPDATE enrollment_counts SET n = n + 2; UPDATE contact_clock SET due_at = NULL; UPDATE step_counts SET n = 0',
  )
  expect(await examine()).toBe(1)
  expect(said).toContain('Flow nurture: 1 contacts entered, but 3 are under way and 0 have ended.')
  expect(said).toContain('Flow nurture, version 1: 3 enrollments are counted as waiting, and 1 are there.')
  expect(said).toContain('step pause: 0 contacts are counted as resting, and 1 are there.')
  expect(said).toContain('Contact ada waits for 2026-03-03T08:00:00.000Z and would be woken never.')
  expect(said).toContain('-> Stop the runtime and run couveuse doctor --repair')
  expect(await examine({ repairs: true })).toBe(0)
  expect(said).toContain('3 findings were repaired.')
  await withStore(async (store) => {
    const audit = (await store.announcements.marks()).get('audit')
    expect(JSON.parse(audit ?? '{}')).toMatchObject({ at: now(), violations: [] })
  })
  expect(await examine()).toBe(0)
})

test('repair keeps off a workspace that a runtime is at work on', async () => {
  await withStore(async () => {
    await expect(examine({ repairs: true })).rejects.toMatchObject({ code: 'store_in_use' })
  })
})

test('a damaged database is found, and nothing else is concluded from it', async () => {
  breakWith('PRAGMA foreign_keys = OFF; DELETE FROM contacts')
  expect(await examine({ json: true })).toBe(1)
  expect(told).toMatchObject({
    violations: expect.arrayContaining([expect.objectContaining({ invariant: 'database_is_sound' })]),
  })
})

test('without a workspace it says so', async () => {
  vi.stubEnv('COUVEUSE_DATA', join(folder, 'nowhere'))
  await expect(examine()).rejects.toMatchObject({ code: 'no_workspace' })
})

test('a contact is found by id or e-mail address, exported, and erased once somebody is sure', async () => {
  expect(await exportContact('ADA@example.com', {}, print, now)).toBe(0)
  expect(told).toMatchObject({ record: { contact: { id: 'ada' } } })
  await expect(eraseContact('ada', { isSure: false }, print, now)).rejects.toMatchObject({ code: 'not_confirmed' })
  expect(await eraseContact('ada', { isSure: true }, print, now)).toBe(0)
  await expect(exportContact('ada', {}, print, now)).rejects.toMatchObject({ code: 'contact_not_found' })
  expect(await examine()).toBe(0)
})

test('a workspace is restored with its flows paused, where that was asked for', async () => {
  let backup = ''
  await withStore(async (store) => {
    backup = await store.operations.backup(join(folder, 'backups'), MONDAY)
  })
  const flags = { replaces: true, pauses: true, outbox: 'ask' }
  expect(await restore(backup, flags, print, now)).toBe(0)
  expect(said).toContain('1 flows are paused')
  await withStore(async (store) => {
    expect((await store.flows.get('nurture'))?.pausedAt).toBe(now())
  })
  await expect(restore(backup, { ...flags, outbox: 'maybe' }, print, now)).rejects.toThrow(/takes ask or send/)
})
