import type { Flow } from '@couveuse/shared/flow/schema'
import { useEffect, useState } from 'react'
import { play, type Replayed } from './play.ts'
import { runInSlices } from './run-in-slices.ts'
import type { Session } from './session.ts'

export interface Replay {
  /** of the session as it is, or the one before while it is being played */
  readonly replayed: Replayed | undefined
  readonly isRunning: boolean
  readonly error: unknown
}

interface Finished {
  readonly flow: Flow
  readonly session: Session
  readonly replayed?: Replayed
  readonly error?: unknown
}

/** Plays the session whenever it or the flow changes, from the start, a slice at a time. */
export function useReplay(flow: Flow, session: Session): Replay {
  const [finished, setFinished] = useState<Finished>()
  useEffect(() => {
    const stop = new AbortController()
    runInSlices(play(flow, session), stop.signal).then(
      (replayed) => !stop.signal.aborted && setFinished({ flow, session, replayed }),
      (error: unknown) => !stop.signal.aborted && setFinished({ flow, session, error }),
    )
    return () => stop.abort()
  }, [flow, session])
  const isRunning = finished?.flow !== flow || finished.session !== session
  return { replayed: finished?.replayed, isRunning, error: isRunning ? undefined : finished?.error }
}
