import type { TestClock } from '../adapters/test-clock.ts'
import type { Worker } from '../worker/worker.ts'

/**
 * Lets time pass on a test clock, stopping at every instant at which something happens by itself, so that each of them
 * happens at its own instant. Everything due at `until` has happened when it resolves.
 */
export async function passTime(worker: Worker, clock: TestClock, until: number): Promise<void> {
  await worker.settle()
  for (let at = await worker.nextAt(); at !== null && at <= until; at = await worker.nextAt()) {
    clock.moveTo(Math.max(at, clock.now()))
    await worker.settle()
  }
  if (clock.now() < until) clock.moveTo(until)
}
