import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { embeddedPlace } from './queue-places.ts'
import { openWorld } from './world.ts'

const PART = 20

describe('the embedded queue', () => {
  it('is deleted while the product runs, and again after kill -9: everybody arrives, and the next start makes it anew', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await embeddedPlace()
    const world = await openWorld({ people: 3 * PART, queue })
    onTestFinished(() => world.close())
    const folder = join(world.folder, 'queue')

    const first = await world.start()
    await world.tell(PART)
    await eventually(() => expect(world.mailbox.mails.length).toBeGreaterThan(3))
    await rm(folder, { recursive: true, force: true })
    await world.settled()
    await eventually(() =>
      expect(first.said()).toContain('was deleted while it is in use; the next start makes it anew'),
    )
    await world.tell(2 * PART)
    await world.settled()
    first.kill('SIGKILL')
    await first.gone

    await rm(folder, { recursive: true, force: true })
    const second = await world.start()
    await world.tell(3 * PART)
    await world.settled()
    expect(await second.stop()).toBe('exit 0')
    for (const { log } of [first, second]) expect(log().filter(({ level }) => level === 'error')).toEqual([])
    await world.expectAllThere()
  })
})
