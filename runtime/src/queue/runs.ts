/**
 * Lets one run at a time go on per key in this process. A call for a key that is running returns at once and makes the
 * running one go round once more, however many such calls come: one ring during a run, one more run after.
 *
 * Nothing fails in silence: where a round throws, the remaining ones still run, then the first error is thrown.
 */
export function oneRunPerKey<T>(run: (work: T) => Promise<void>): (key: string, work: T) => Promise<void> {
  const running = new Map<string, T[]>()
  return async (key, work) => {
    const going = running.get(key)
    if (going) {
      going[0] = work
      return
    }
    const next: T[] = [work]
    running.set(key, next)
    const failures: unknown[] = []
    try {
      for (let now = next.pop(); now !== undefined; now = next.pop()) {
        await run(now).catch((error: unknown) => failures.push(error))
      }
    } finally {
      running.delete(key)
    }
    if (failures.length > 0) throw failures[0]
  }
}
