import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 50

/**
 * Asserts again and again until it holds; after `withinMs` it fails as the last assertion did. What `expect.poll` is to
 * tests that run one after the other.
 */
export async function eventually(assert: () => void | Promise<void>, withinMs = 60_000): Promise<void> {
  const until = performance.now() + withinMs
  for (;;) {
    try {
      await assert()
      return
    } catch (error) {
      if (performance.now() > until) throw error
    }
    await pause(LOOK_EVERY_MS)
  }
}
