import { expect, vi } from 'vitest'
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

/** A test's queues on a place, with a clock that it may move and a log that it may read. */
export async function openTestQueues(place: Place, clock: () => number) {
  tests += 1
  const prefix = `test${tests}`
  const written: { readonly level: string; readonly message: string }[] = []
  const write = (level: string) => (_: object, message: string) => void written.push({ level, message })
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  let skippedMs = 0
  const now = () => clock() + skippedMs
  const open = () => place.open({ prefix, now, log })
  let queues = await open()
  return {
    queues: () => queues,
    now,
    skip(ms: number) {
      skippedMs += ms
    },
    lines: (level: 'info' | 'warn' | 'error') =>
      written.filter((line) => line.level === level).map(({ message }) => message),
    async reopen() {
      await queues.close()
      queues = await open()
    },
    close: () => queues.close(),
  }
}
let tests = 0

export type TestQueues = Awaited<ReturnType<typeof openTestQueues>>

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
