import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recorder as startRecorder, until } from './contract-harness.ts'
import { openEmbedded } from './embedded.ts'
import { startJobQueues } from './job-queues.ts'
import { openQueues } from './open-queues.ts'
import { watchOutages } from './outage.ts'

const recorder = () => startRecorder(Date.now)

describe('The folder of the embedded queue', () => {
  let root: string
  /** A data folder with a sound queue in it, with one job; each test works on a copy. */
  let sound: string
  let dataDir: string
  let warnings: string[]

  const write = (_: object, message: string) => void warnings.push(message)
  const log = { debug: write, info: write, warn: write, error: write }
  const open = () => openQueues({ url: undefined, dataDir, now: Date.now, log })
  /** Opens the queue on a folder that may be beyond repair; a new one is a copy, as making one takes seconds. */
  const openQuickly = async () => {
    const outages = watchOutages({ now: Date.now, log })
    const create = (folder: string) => cp(join(sound, 'queue'), folder, { recursive: true })
    const backend = await openEmbedded({ dataDir, report: outages.report, log, create })
    return startJobQueues(backend, { prefix: 'test', closeWithinMs: 5000, now: Date.now, log, outages })
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'couveuse-embedded-'))
    sound = join(root, 'sound')
    dataDir = sound
    warnings = []
    const queues = await open()
    await queues.add('ingest', { event: 'e-1' })
    await queues.close()
  }, 60_000)
  afterAll(() => rm(root, { recursive: true, force: true }))
  beforeEach(async () => {
    warnings = []
    dataDir = await mkdtemp(join(root, 'data-'))
    await cp(sound, dataDir, { recursive: true })
  })

  it('keeps its jobs from one start to the next', async () => {
    const queues = await open()
    expect((await queues.counts()).ingest.waiting).toBe(1)
    expect(warnings).toEqual([])
    await queues.close()
  })

  const harm: Record<string, (queue: string) => Promise<void>> = {
    'lost its version file': (queue) => rm(join(queue, 'PG_VERSION')),
    'lost its tables': (queue) => rm(join(queue, 'base'), { recursive: true }),
    'lost its log': (queue) => rm(join(queue, 'pg_wal'), { recursive: true }),
    'lost its control file': (queue) => rm(join(queue, 'global', 'pg_control')),
    'has a control file of noise': (queue) => writeFile(join(queue, 'global', 'pg_control'), Buffer.alloc(8192, 7)),
    'has empty tables': async (queue) => {
      for (const database of await readdir(join(queue, 'base'))) {
        for (const file of await readdir(join(queue, 'base', database))) {
          await truncate(join(queue, 'base', database, file), 0)
        }
      }
    },
    'is of another version of PostgreSQL': (queue) => writeFile(join(queue, 'PG_VERSION'), '15\n'),
    'is a file': async (queue) => {
      await rm(queue, { recursive: true })
      await writeFile(queue, 'not a folder')
    },
  }

  it.each(Object.keys(harm))(
    'that %s is set aside and made anew, with one line in the log',
    async (what) => {
      await harm[what]?.(join(dataDir, 'queue'))
      const queues = await openQuickly()
      const ingest = recorder()
      queues.work('ingest', ingest.handler)
      await queues.add('ingest', { event: 'e-2' })
      await ingest.called(1)
      expect(ingest.data()).toEqual([{ event: 'e-2' }])
      await queues.close()
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatch(/is damaged .* moved to .*queue\.set-aside and made anew\. Nothing is lost/)
      expect(existsSync(join(dataDir, 'queue.set-aside'))).toBe(true)
    },
    60_000,
  )

  it('belongs to one process: a second one is told what to do, and may have it afterwards', async () => {
    const queues = await open()
    await expect(open()).rejects.toThrow(/Another process uses the embedded queue in .*queue\. Stop it, or/)
    await queues.close()
    const later = await open()
    await later.close()
  })

  it('survives kill -9: what waited still waits, and what was at work is at work again at once', async () => {
    const script = `
      import { openQueues } from ${JSON.stringify(new URL('./open-queues.ts', import.meta.url).href)}
      const silent = () => undefined
      const log = { debug: silent, info: silent, warn: silent, error: silent }
      const queues = await openQueues({ url: undefined, dataDir: ${JSON.stringify(dataDir)}, now: Date.now, log })
      queues.work('run', async () => {
        await queues.add('ingest', { event: 'e-2' })
        console.log('at work')
        await new Promise(() => undefined)
      })
      await queues.add('run', { shard: 1 }, { deduplicationId: 'shard-1' })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone

    const queues = await open()
    const run = recorder()
    const ingest = recorder()
    queues.work('run', run.handler)
    queues.work('ingest', ingest.handler)
    await run.called(1)
    await ingest.called(2)
    expect(run.data()).toEqual([{ shard: 1 }])
    expect(ingest.data()).toEqual([{ event: 'e-1' }, { event: 'e-2' }])
    await until(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
    await queues.close()
    expect(warnings).toEqual([])
  }, 30_000)
})
