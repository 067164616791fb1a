import { join } from 'node:path'
import Connection from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { ChildRuntime } from './child-runtime.ts'
import { eventually } from './eventually.ts'
import { embeddedPlace, redisPlace } from './queue-places.ts'
import { openSmallDisk } from './small-disk.ts'
import { openWorld, signUp } from './world.ts'

const PART = 20
const NOTE = 'x'.repeat(30_000)

describe('the database', () => {
  it.concurrent('has no room left on its disk in the middle of the work: the API answers 503, nothing is half-written, and work goes on when there is room', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await embeddedPlace()
    const disk = await openSmallDisk()
    onTestFinished(() => disk.close())
    const world = await openWorld({ people: 2 * PART, queue, folder: join(disk.folder, 'data') })
    onTestFinished(() => world.close())
    const child = await world.start({}, disk.options)
    await world.tell(PART)
    await eventually(() => expect(world.mailbox.mails.length).toBeGreaterThan(3))

    await disk.fill(child)
    await eventually(() => expect(told(child)).toContain('has no room left on its disk'))
    expect(await refused(child)).toEqual({ status: 503, code: 'temporarily_unavailable', retryAfter: '5' })
    await disk.free(child)

    await world.settled()
    await eventually(async () => expect((await signUp(child, PART, PART + 1))?.status).toBe(202))
    await world.tell(2 * PART)
    await world.settled()
    expect(await child.stop()).toBe('exit 0')
    expectNoFlood(child)
    await world.expectAllThere()
  })

  it.concurrent('is locked by another program: the API answers 503 and /health at once, and work goes on when the lock is gone', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await redisPlace()
    onTestFinished(() => queue.close())
    const world = await openWorld({ people: 2 * PART, queue })
    onTestFinished(() => world.close())
    const child = await world.start()
    await world.tell(PART)
    await eventually(() => expect(world.mailbox.mails.length).toBeGreaterThan(3))

    const other = new Connection(world.databasePath)
    onTestFinished(() => void other.close())
    other.exec('BEGIN IMMEDIATE')
    const refusal = refused(child)
    const slowest = await slowestHealth(child, refusal)
    expect(await refusal).toEqual({ status: 503, code: 'temporarily_unavailable', retryAfter: '5' })
    expect(slowest).toBeLessThan(2000)
    await eventually(() => expect(told(child)).toContain('is locked by another program'))
    other.exec('ROLLBACK')

    await world.settled()
    await world.tell(2 * PART)
    await world.settled()
    expect(await child.stop()).toBe('exit 0')
    expectNoFlood(child)
    await world.expectAllThere()
  })
})

const told = (child: ChildRuntime): string =>
  child
    .log()
    .map((line) => JSON.stringify(line))
    .join('\n')

/** What a caller gets who tells of something. */
async function refused(child: ChildRuntime): Promise<unknown> {
  const answer = await fetch(`${child.url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // More than fits into what a database has left in its pages.
    body: JSON.stringify({ id: 'noted', event: 'noted', contact: { id: 'p0' }, properties: { note: NOTE } }),
  })
  const body = (await answer.json()) as { code?: string }
  return { status: answer.status, code: body.code, retryAfter: answer.headers.get('retry-after') }
}

/** Asks for /health again and again until `until` has settled: the longest that an answer took, in milliseconds. */
async function slowestHealth({ url }: ChildRuntime, until: Promise<unknown>): Promise<number> {
  let isOver = false
  const end = (): void => {
    isOver = true
  }
  until.then(end, end)
  let slowest = 0
  while (!isOver) {
    const began = performance.now()
    await (await fetch(`${url}/health`)).json()
    slowest = Math.max(slowest, performance.now() - began)
  }
  return slowest
}

/** What went wrong is told, and not over and over. */
function expectNoFlood(child: ChildRuntime): void {
  const loud = child.log().filter(({ level }) => level === 'error' || level === 'warn')
  expect(loud.length, loud.map(({ msg }) => msg).join('\n')).toBeLessThan(15)
  expect(child.said()).not.toMatch(/unhandled|uncaught/i)
}
