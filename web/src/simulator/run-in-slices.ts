/** Milliseconds of work between two breaths of the page: less than two frames. */
const SLICE = 24

/** Runs a generator to its end without freezing the page. Rejects with the signal's reason once it is aborted. */
export async function runInSlices<T>(run: Generator<undefined, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE
    do {
      const step = run.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
  }
}
