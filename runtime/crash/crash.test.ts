import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOfMessageId } from '@couveuse/runtime/effects/message-id'
import { CRASH_POINTS } from '@couveuse/runtime/ports/crash-point'
import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import type { Store } from '@couveuse/runtime/store/store'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChildRuntime, startChild } from './child-runtime.ts'
import { idOf, keysOf, pathOf, populate } from './population.ts'

const PEOPLE = 2000
const DIES_WITHIN_MS = 60_000

/** Where the runtime dies, one start after the other, each in the middle of the work of a part of the people. */
const DEATHS = [
  'received:1',
  'claimed:2',
  'loaded:2',
  'decided:2',
  'committed:2',
  'told:2',
  'taken:12',
  'rendered:70',
  'recovered:1',
  'accepted:90',
  'recorded:20',
]

describe('kill -9 in the middle of the work', () => {
  let folder: string
  let mailbox: Mailbox
  let child: ChildRuntime | undefined

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couveuse-crash-'))
    mailbox = await startMailbox()
    await populate(join(folder, 'couveuse.db'), PEOPLE)
  })
  afterEach(async () => {
    await child?.stop()
    await mailbox.close()
    await rm(folder, { recursive: true, force: true })
  })

  const start = (crashAt?: string): Promise<ChildRuntime> =>
    startChild({
      COUVEUSE_DATA: folder,
      SMTP_URL: mailbox.url,
      ...(crashAt === undefined ? {} : { COUVEUSE_CRASH_AT: crashAt }),
    })

  it('has a death for every point of the pipeline', () => {
    expect([...new Set(DEATHS.map((death) => death.split(':')[0]))].sort()).toEqual([...CRASH_POINTS].sort())
  })

  it(`at ${DEATHS.length} points, one after the other: everybody ends where they should, no mail is missing, none was accepted twice`, {
    timeout: 300_000,
  }, async () => {
    const part = Math.ceil(PEOPLE / DEATHS.length)
    let told = 0
    for (const [index, death] of DEATHS.entries()) {
      child = await start(death)
      // Whoever was not confirmed is told again after the restart: the event's id makes that harmless.
      told = await tell(child, told, Math.min(PEOPLE, (index + 1) * part))
      expect(`${death} ${await endOf(child)}`).toBe(`${death} SIGKILL`)
    }
    child = await start()
    told = await tell(child, told, PEOPLE)
    expect(told).toBe(PEOPLE)
    await settled(child)
    expect(await child.stop()).toBe('exit 0')

    // What nobody knows about waits for a person, who looks into the mailbox and has the missing ones sent.
    const held = await withStore(folder, (store) => heldOf(store))
    const arrived = new Set(mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId)))
    const missing = held.filter(({ key }) => !arrived.has(key))
    await withStore(folder, (store) =>
      store.outbox.settle(
        missing.map(({ id }) => id),
        'resend',
        Date.now(),
      ),
    )
    child = await start()
    await settled(child)
    expect(await child.stop()).toBe('exit 0')
    child = undefined

    const accepted = mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId) ?? messageId)
    expect(twice(accepted)).toEqual([])
    const expected = Array.from({ length: PEOPLE }, (_, index) => keysOf(index)).flat()
    expect([...accepted].sort()).toEqual(expected.sort())
    // Few are in nobody's knowledge: at most what was on its way at each of the deaths.
    expect(held.length).toBeLessThanOrEqual(DEATHS.length * 5)
    await withStore(folder, async (store) => {
      for (let index = 0; index < PEOPLE; index += 1) await expectArrived(store, index)
    })
  })
})

/** How the process ended; a point that is never reached is a defect of this test. */
async function endOf(child: ChildRuntime): Promise<string> {
  const never = new Promise<string>((resolve) => {
    setTimeout(() => resolve(`was not reached: ${child.said()}`), DIES_WITHIN_MS).unref()
  })
  return Promise.race([child.gone, never])
}

/** The API takes 1,000 events at once. */
const AT_ONCE = 500

/** Reports the sign-ups from `from` to `to`; ends with how many are confirmed. */
async function tell(child: ChildRuntime, from: number, to: number): Promise<number> {
  let told = from
  while (told < to && !child.isGone() && child.url !== '') {
    const some = Math.min(AT_ONCE, to - told)
    if (!(await tellSome(child, told, some))) break
    told += some
  }
  return told
}

/** False where the connection broke with the process. */
async function tellSome(child: ChildRuntime, from: number, count: number): Promise<boolean> {
  const events = Array.from({ length: count }, (_, index) => ({
    id: `signed-up-${from + index}`,
    event: 'signed_up',
    contact: { id: idOf(from + index) },
  }))
  let response: Response
  try {
    response = await fetch(`${child.url}/api/events/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    })
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
  if (response.status !== 202) throw new Error(`The events were refused: ${await response.text()}`)
  return true
}

/** Polls until everybody has ended and nothing is on its way out. */
async function settled(child: ChildRuntime): Promise<void> {
  await expect
    .poll(
      async () => {
        if (child.isGone()) throw new Error(`The child is gone (${await child.gone}): ${child.said()}`)
        const flow = await get(child, '/api/flows/welcome')
        const health = await get(child, '/api/health')
        return { ended: flow.counts?.ended, outboxDepth: health.outboxDepth, inboxDepth: health.inboxDepth }
      },
      { timeout: 120_000, interval: 250 },
    )
    .toEqual({ ended: PEOPLE, outboxDepth: 0, inboxDepth: 0 })
}

async function get(
  child: ChildRuntime,
  path: string,
): Promise<Record<string, unknown> & { counts?: Record<string, unknown> }> {
  return (await (await fetch(`${child.url}${path}`)).json()) as Record<string, unknown>
}

async function withStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ path: join(folder, 'couveuse.db'), now: Date.now() })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function heldOf(store: Store): Promise<readonly { id: number; key: string }[]> {
  const { items } = await store.messages.list({ state: 'held', limit: 1000 })
  return items.map(({ outboxId, record }) => ({ id: outboxId, key: record.key }))
}

async function expectArrived(store: Store, index: number): Promise<void> {
  const record = await store.history.record(idOf(index))
  const trips = record?.enrollments.map(({ enrollment, journal }) => ({
    status: enrollment.status,
    path: journal.map(({ step, outlet }) => (outlet === null ? step : `${step}:${outlet}`)),
  }))
  expect({ id: idOf(index), trips }).toEqual({ id: idOf(index), trips: [{ status: 'ended', path: pathOf(index) }] })
  expect(record?.ledger.map(({ points }) => points)).toEqual([10])
}

function twice(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return keys.filter((key) => seen.size === seen.add(key).size)
}
