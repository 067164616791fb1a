import { useEffect, useState } from 'react'
import { runInSlices } from './run-in-slices.ts'

export interface Sliced<T> {
  /** of the present run, or of the one before while it is under way; undefined before the first */
  readonly value: T | undefined
  readonly isRunning: boolean
  /** what the present run broke off with */
  readonly error: unknown
}

interface Finished<T> {
  readonly begin: () => Generator<undefined, T>
  readonly value: T | undefined
  readonly error?: unknown
}

/** Runs what `begin` makes, a slice at a time, and anew whenever `begin` changes: keep it stable between renders. */
export function useSlices<T>(begin: () => Generator<undefined, T>): Sliced<T> {
  const [finished, setFinished] = useState<Finished<T>>()
  useEffect(() => {
    const stop = new AbortController()
    const run = async (): Promise<T> => runInSlices(begin(), stop.signal)
    run().then(
      (value) => !stop.signal.aborted && setFinished({ begin, value }),
      (error: unknown) => !stop.signal.aborted && setFinished((before) => ({ begin, value: before?.value, error })),
    )
    return () => stop.abort()
  }, [begin])
  const isRunning = finished?.begin !== begin
  return { value: finished?.value, isRunning, error: isRunning ? undefined : finished?.error }
}
