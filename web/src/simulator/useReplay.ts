import type { Flow } from '@couveuse/shared/flow/schema'
import { useCallback } from 'react'
import { play, type Replayed } from './play.ts'
import type { Session } from './session.ts'
import { type Sliced, useSlices } from './useSlices.ts'

/** Plays the session whenever it or the flow changes, from the start. */
export function useReplay(flow: Flow, session: Session): Sliced<Replayed> {
  return useSlices(useCallback(() => play(flow, session), [flow, session]))
}
