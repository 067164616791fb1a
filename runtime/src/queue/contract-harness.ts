import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { Logger } from '../ports/logger.ts'
import type { Job, JobQueues } from './queues.ts'

export interface Opening {
  readonly prefix: string
  readonly now: () => number
  readonly log: Logger
}

/** A backend under test. */
export interface Place {
  open(opening: Opening): Promise<JobQueues>
  /** Takes everything out, behind the back of the queues. */
  empty(): Promise<void>
  close(): Promise<void>
}

/** Opens a place for the tests of a `describe`, and on it for each test its own queues, with a clock and a log of their own. */
export function testQueues<P extends Place>(start: () => Promise<P>, clock: () => number) {
  let written: { readonly level: string; readonly message: string }[] = []
  const write = (level: string) => (_: object, message: string) => void written.push({ level, message })
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  let skippedMs = 0
  let tests = 0
  let place: P | undefined
  let queues: JobQueues | undefined
  const now = () => clock() + skippedMs
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The place is open during tests alone.')
    return thing
  }
  const open = async () => {
    queues = await there(place).open({ prefix: `test${tests}`, now, log })
  }

  beforeAll(async () => {
    place = await start()
  }, 60_000)
  afterAll(() => there(place).close())
  beforeEach(async () => {
    written = []
    skippedMs = 0
    tests += 1
    await open()
  }, 60_000)
  afterEach(() => there(queues).close(), 30_000)

  return {
    get queues() {
      return there(queues)
    },
    get place() {
      return there(place)
    },
    now,
    skip(ms: number) {
      skippedMs += ms
    },
    lines: (level: 'info' | 'warn' | 'error') =>
      written.filter((line) => line.level === level).map(({ message }) => message),
    async reopen() {
      await there(queues).close()
      await open()
    },
    recorder: (then?: (job: Job) => Promise<void> | void) => recorder(clock, then),
  }
}

/** A handler that remembers what it was given, and lets a test wait for the n-th call. */
export function recorder(clock: () => number, then: (job: Job) => Promise<void> | void = () => undefined) {
  const calls: { readonly job: Job; readonly at: number }[] = []
  return {
    calls,
    data: () => calls.map(({ job }) => job.data),
    handler: async (job: Job) => {
      calls.push({ job, at: clock() })
      await then(job)
    },
    called: (times: number) => until(() => expect(calls.length).toBeGreaterThanOrEqual(times)),
  }
}

/** Resolves once what is asked of a real server is so. */
export function until(isSo: () => Promise<void> | void): Promise<void> {
  return vi.waitFor(isSo, { timeout: 15_000, interval: 10 })
}

/** A gate that handlers wait at until the test opens it. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { passed: promise, open: resolve }
}
