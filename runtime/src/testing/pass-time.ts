import type { TestClock } from '../adapters/test-clock.ts'
import type { Worker } from '../worker/worker.ts'

/**
 * Lets time pass on a test clock, stopping at every instant somebody wants to be woken at, so that each thing happens at
 * its own instant. Everything due at `until` has happened when it resolves.
 */
export async function passTime(worker: Worker, clock: TestClock, until: number): Promise<void> {
  await worker.settle()
  for (let at = clock.nextAt(); at !== null && at <= until; at = clock.nextAt()) {
    clock.moveTo(Math.max(at, clock.now()))
    await worker.settle()
  }
  if (clock.now() < until) clock.moveTo(until)
}
