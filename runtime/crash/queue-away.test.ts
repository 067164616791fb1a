import { openQueues } from '@couveuse/runtime/queue/open-queues'
import { recordingLog } from '@couveuse/runtime/testing/recording-log'
import { describe, expect, it, type TestContext } from 'vitest'
import type { ChildRuntime, LogLine } from './child-runtime.ts'
import { eventually } from './eventually.ts'
import { postgresPlace, redisPlace, type ServedPlace } from './queue-places.ts'
import { openWorld, type World } from './world.ts'

const PART = 20
const SERVERS = [
  ['Redis', redisPlace],
  ['PostgreSQL', postgresPlace],
] as const

describe('the queue', () => {
  it.concurrent.for(SERVERS)(
    'on %s does not answer, goes away and comes back: work goes on meanwhile, /ready and two lines per outage say so',
    { timeout: 400_000 },
    async ([, place], { onTestFinished }) => {
      const { world, queue } = await running(place, onTestFinished)
      const { child } = world
      await ready(child, { status: 200, queue: 'ok' })

      queue.server.freeze()
      await world.tell(PART)
      await world.settled()
      await ready(child, { status: 503, queue: 'failing' })
      await eventually(() => expect(outages(child)).toEqual({ began: 1, ended: 0 }))
      queue.server.thaw()
      await ready(child, { status: 200, queue: 'ok' })
      await eventually(() => expect(outages(child)).toEqual({ began: 1, ended: 1 }))

      await queue.server.down()
      await world.tell(2 * PART)
      await world.settled()
      await ready(child, { status: 503, queue: 'failing' })
      await eventually(() => expect(outages(child)).toEqual({ began: 2, ended: 1 }))
      await queue.server.up()
      await ready(child, { status: 200, queue: 'ok' })
      await eventually(() => expect(outages(child)).toEqual({ began: 2, ended: 2 }))

      await world.tell(3 * PART)
      await world.settled()
      await sweptAgain(queue, child)
      expect(await child.stop()).toBe('exit 0')
      expectFewLines(child)
      await world.expectAllThere()
    },
  )

  it.concurrent.for(SERVERS)(
    'on %s is emptied twice in the middle of the work: everybody arrives, the sweeper is put back, the log says that it was gone',
    { timeout: 400_000 },
    async ([, place], { onTestFinished }) => {
      const { world, queue } = await running(place, onTestFinished)
      const { child, mailbox } = world
      for (const times of [1, 2]) {
        const before = mailbox.mails.length
        await world.tell(times * PART)
        await eventually(() => expect(mailbox.mails.length).toBeGreaterThan(before + 3))
        await queue.empty()
        await world.settled()
      }
      await sweptAgain(queue, child)
      await eventually(() =>
        expect(
          child
            .log()
            .map(({ msg }) => msg)
            .join(),
        ).toContain('Nothing is lost'),
      )
      await ready(child, { status: 200, queue: 'ok' })
      await world.tell(3 * PART)
      await world.settled()
      expect(await child.stop()).toBe('exit 0')
      expectFewLines(child)
      await world.expectAllThere()
    },
  )

  it.concurrent.for(SERVERS)(
    'on %s is away when the product starts: it says so in one line and ends with 1',
    { timeout: 200_000 },
    async ([, place], { onTestFinished }) => {
      const queue = await place()
      onTestFinished(() => queue.close())
      const world = await openWorld({ people: 1, queue })
      onTestFinished(() => world.close())
      await queue.server.down()
      const failure = await world.start().catch((error: unknown) => String(error))
      expect(failure).toMatch(/ended \(exit 1\) before it served:\nThe queue at .+ cannot be used: .+ QUEUE_URL.+\n$/)
    },
  )
})

async function running(
  place: () => Promise<ServedPlace>,
  onTestFinished: TestContext['onTestFinished'],
): Promise<{ world: World; queue: ServedPlace }> {
  const queue = await place()
  onTestFinished(() => queue.close())
  const world = await openWorld({ people: 3 * PART, queue })
  onTestFinished(() => world.close())
  await world.start({ LOG_LEVEL: 'info' })
  return { world, queue }
}

async function readiness({ url }: ChildRuntime): Promise<{ status: number; queue: unknown }> {
  const answer = await fetch(`${url}/ready`)
  const { checks } = (await answer.json()) as { checks: { queue: unknown } }
  return { status: answer.status, queue: checks.queue }
}

const ready = (child: ChildRuntime, wanted: { status: number; queue: string }): Promise<void> =>
  eventually(async () => expect(await readiness(child)).toEqual(wanted))

const outages = (child: ChildRuntime): { began: number; ended: number } => {
  const lines = child.log().filter(({ queue }) => queue !== undefined)
  const count = (words: string) => lines.filter(({ msg }) => msg.includes(words)).length
  return { began: count('cannot be reached'), ended: count('is back after') }
}

/** The backend holds the sweeper's next round again. */
async function sweptAgain({ server }: ServedPlace, child: ChildRuntime): Promise<void> {
  const queues = await openQueues({ url: server.url, dataDir: '', now: Date.now, log: recordingLog() })
  try {
    await eventually(async () => expect((await queues.counts()).run.delayed, child.said()).toBeGreaterThan(0), 120_000)
  } finally {
    await queues.close()
  }
}

/** What went wrong is told, and not over and over. */
function expectFewLines(child: ChildRuntime): void {
  const loud = child.log().filter(({ level }: LogLine) => level === 'error' || level === 'warn')
  expect(loud.length, loud.map(({ msg }) => msg).join('\n')).toBeLessThan(20)
  expect(child.said()).not.toMatch(/unhandled|uncaught/i)
}
