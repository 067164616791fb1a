import { keyOfMessageId } from '@couveuse/runtime/effects/message-id'
import { CRASH_POINTS } from '@couveuse/runtime/ports/crash-point'
import type { Logger } from '@couveuse/runtime/ports/logger'
import { type LogLine, recordingLog } from '@couveuse/runtime/testing/recording-log'
import { recoverInterrupted } from '@couveuse/runtime/worker/recover-interrupted'
import { describe, expect, it } from 'vitest'
import type { ChildRuntime } from './child-runtime.ts'
import { QUEUE_PLACES } from './queue-places.ts'
import { openWorld, type World } from './world.ts'

const DIES_WITHIN_MS = 120_000
/** Who is told of between two deaths: on the embedded queue that makes two thousand in all, elsewhere as many as it takes. */
const PART = { embedded: 106, Redis: 10, PostgreSQL: 10 } as const
/** Mails and calls that one runtime has on their way at most. */
const IN_HAND = 25

/**
 * Where the runtime dies, one start after the other, each time in the middle of somebody's work. `after`: something was
 * written and nobody knows it yet. `inside`: everything of a write is there but its commit. `outside`: the other side has
 * taken it, and its answer finds nobody.
 */
const DEATHS = [
  { after: 'received:1' },
  { inside: 'receive:1' },
  { after: 'claimed:2' },
  { after: 'loaded:2' },
  { after: 'decided:2' },
  { inside: 'commitBatch:3' },
  { after: 'committed:2' },
  { after: 'told:2' },
  { inside: 'claim:2' },
  { after: 'taken:3' },
  { after: 'rendered:8' },
  { inside: 'recoverInterrupted:1' },
  { after: 'recovered:1' },
  { after: 'accepted:9' },
  { inside: 'record:2' },
  { after: 'recorded:3' },
  { outside: 'mail' },
  { outside: 'call' },
  { after: 'received:1' },
] as const
type Death = (typeof DEATHS)[number]

/** What is inside a write knows nothing of the queue, so it is proved once. */
const deathsOn = (queue: keyof typeof QUEUE_PLACES): readonly Death[] =>
  DEATHS.filter((death) => queue === 'embedded' || !('inside' in death))

const nameOf = (death: Death): string => Object.entries(death).flat().join(' ')

describe('kill -9', () => {
  it('has a death after every write of the pipeline', () => {
    const points = DEATHS.flatMap((death) => ('after' in death ? [death.after.split(':')[0]] : []))
    expect([...new Set(points)].sort()).toEqual([...CRASH_POINTS].sort())
  })

  it.concurrent.for(['embedded', 'Redis', 'PostgreSQL'] as const)(
    'after every write, one after the other, on the %s queue: everybody arrives, no mail is missing, none was accepted twice, and what nobody knows is held and told',
    { timeout: 900_000 },
    async (name, { onTestFinished }) => {
      const queue = await QUEUE_PLACES[name]()
      onTestFinished(() => queue.close())
      const deaths = deathsOn(name)
      const people = PART[name] * deaths.length
      const world = await openWorld({ people, queue })
      onTestFinished(() => world.close())

      const toldAsHeld: string[] = []
      for (const [index, death] of deaths.entries()) {
        const child = await startToDie(world, death)
        await world.tell((index + 1) * PART[name])
        expect(`${name}: ${nameOf(death)} ${await endOf(child)}`).toBe(`${name}: ${nameOf(death)} SIGKILL`)
        toldAsHeld.push(...child.log().flatMap(({ msg, ...fields }) => keysInHand({ message: msg, fields })))
      }
      const log = recordingLog()
      const held = await sendWhatIsMissing(world, log)
      toldAsHeld.push(...log.lines.flatMap(keysInHand))
      await world.start()
      await world.tell(people)
      await world.settled()
      expect(await world.child.stop()).toBe('exit 0')

      await world.expectAllThere()
      expect(held.length).toBeGreaterThan(0)
      expect(held.filter((key) => !toldAsHeld.includes(key))).toEqual([])
      // Few are in nobody's knowledge: at most what was on its way at each of the deaths.
      expect(held.length).toBeLessThanOrEqual(deaths.length * IN_HAND)
    },
  )
})

/** Starts a runtime that will die so. */
async function startToDie(world: World, death: Death): Promise<ChildRuntime> {
  world.mailbox.meet({})
  world.receiver.answer((response) => response.end('{}'))
  if ('after' in death) return world.start({ COUVEUSE_CRASH_AT: death.after })
  if ('inside' in death) return world.start({ COUVEUSE_DIE_INSIDE: death.inside }, { preload: ['./die-inside.ts'] })
  const child = await world.start()
  let count = 0
  const killAtThird = (): void => {
    count += 1
    if (count === 3) child.kill('SIGKILL')
  }
  if (death.outside === 'mail') world.mailbox.meet({ content: () => void killAtThird() })
  else
    world.receiver.answer((response) => {
      killAtThird()
      response.end('{}')
    })
  return child
}

/** How the process ended; a point that is never reached is a defect of this test. */
async function endOf(child: ChildRuntime): Promise<string> {
  const never = new Promise<string>((resolve) => {
    setTimeout(() => resolve(`was not reached: ${child.said()}`), DIES_WITHIN_MS).unref()
  })
  return Promise.race([child.gone, never])
}

/** Keys of what a line says was on its way when a run ended. */
function keysInHand({ message, fields }: Pick<LogLine, 'message' | 'fields'>): readonly string[] {
  return message.includes('were on their way') && Array.isArray(fields.keys) ? fields.keys.map(String) : []
}

/** What nobody knows about waits for a person, who looks into the mailbox and has the missing ones sent. */
async function sendWhatIsMissing({ mailbox, withStore }: World, told: Logger): Promise<readonly string[]> {
  const arrived = new Set(mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId)))
  return withStore(async (store) => {
    // As the next start would: what the last one had in hand is on nobody's record either.
    await recoverInterrupted({ outbox: store.outbox, policy: 'hold', now: Date.now(), log: told })
    const { items } = await store.messages.list({ state: 'held', limit: 1000 })
    const missing = items.filter(({ record }) => !arrived.has(record.key))
    await store.outbox.settle(
      missing.map(({ outboxId }) => outboxId),
      'resend',
      Date.now(),
    )
    return items.map(({ record }) => record.key)
  })
}
