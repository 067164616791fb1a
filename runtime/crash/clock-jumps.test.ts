import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { embeddedPlace, redisPlace } from './queue-places.ts'
import { openWorld } from './world.ts'

const HOUR = 3_600_000
const PART = 15

describe('the clock of the machine', () => {
  it.concurrent.for([
    ['embedded', embeddedPlace],
    ['Redis', redisPlace],
  ] as const)(
    'jumps an hour forward and back in the middle of the work, on the %s queue: everybody arrives at once and once, and the log tells of each jump',
    { timeout: 400_000 },
    async ([, place], { onTestFinished }) => {
      const queue = await place()
      onTestFinished(() => queue.close())
      const world = await openWorld({ people: 5 * PART, queue })
      onTestFinished(() => world.close())
      const clockFile = join(world.folder, 'ahead')
      await writeFile(clockFile, '0')
      const env = { COUVEUSE_CLOCK_FILE: clockFile }
      const child = await world.start(env, { preload: ['./jumping-clock.ts'] })

      const jumps = [HOUR, 0, -HOUR, 0]
      for (const [index, aheadMs] of jumps.entries()) {
        const before = world.mailbox.mails.length
        await world.tell((index + 1) * PART)
        await eventually(() => expect(world.mailbox.mails.length).toBeGreaterThan(before + 2))
        await writeFile(clockFile, String(aheadMs))
        child.kill('SIGUSR2')
        await world.settled()
      }
      const told = child.log().flatMap(({ byMs }) => (typeof byMs === 'number' ? [Math.round(byMs / HOUR)] : []))
      expect(told).toEqual([1, -1, -1, 1])
      expect(await child.stop()).toBe('exit 0')

      // What was written while the clock was ahead is met by a runtime whose clock is right.
      await world.start()
      await world.tell(5 * PART)
      await world.settled()
      expect(await world.child.stop()).toBe('exit 0')
      await world.expectAllThere()
    },
  )
})
