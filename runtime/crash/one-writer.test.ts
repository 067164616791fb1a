import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { embeddedPlace } from './queue-places.ts'
import { openWorld } from './world.ts'

const PART = 20

describe('two runtimes on one workspace', () => {
  it('the second refuses in one line that names the first, which works on; after kill -9 of the first it takes over at once', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await embeddedPlace()
    onTestFinished(() => queue.close())
    const world = await openWorld({ people: 2 * PART, queue })
    onTestFinished(() => world.close())
    const elsewhere = await mkdtemp(join(tmpdir(), 'couveuse-elsewhere-'))
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }))
    const refusal = (env: Readonly<Record<string, string>> = {}): Promise<string> =>
      world.start(env).then(
        () => 'it serves',
        (error: unknown) => String(error),
      )

    const first = await world.start()
    await world.tell(PART)
    const inUse = `ended (exit 1) before it served:\n${world.databasePath} is in use by another runtime (process ${first.pid} on `
    expect(await refusal()).toContain(inUse)
    expect(await refusal({ COUVEUSE_DATA: elsewhere, DATABASE_URL: `file:${world.databasePath}` })).toContain(inUse)
    const otherDatabase = join(elsewhere, 'other.db')
    expect(await refusal({ DATABASE_URL: `file:${otherDatabase}` })).toMatch(
      /ended \(exit 1\) before it served:\nAnother process uses the embedded queue in .+ QUEUE_URL .+\n$/,
    )
    await world.settled()
    expect(first.log().filter(({ level }) => level === 'error')).toEqual([])

    first.kill('SIGKILL')
    await first.gone
    const second = await world.start()
    await world.tell(2 * PART)
    await world.settled()
    expect(await second.stop()).toBe('exit 0')
    await world.expectAllThere()
  })
})
