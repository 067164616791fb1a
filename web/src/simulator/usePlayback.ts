import type { Flow } from '@couveuse/shared/flow/schema'
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react'
import { findEnd, type Replayed } from './play.ts'
import { runInSlices } from './run-in-slices.ts'
import { moveClock, rewind, type Session, undo } from './session.ts'
import type { Sliced } from './useSlices.ts'

/** How long a moment stays on screen while the replay plays by itself. */
const PLAY_EVERY = 700

export interface Playback {
  readonly isPlaying: boolean
  /** the end is being looked for */
  readonly isSeeking: boolean
  /** to the next thing that happens */
  step(): void
  /** takes back the last thing asked for */
  back(): void
  rewind(): void
  /** plays by itself, or stops */
  toggle(): void
  toEnd(): void
  to(at: number): void
  /** arrow keys, for whoever has the focus in the panel and types nothing */
  onKeyDown(event: KeyboardEvent): void
}

/** All that moves the clock: by hand, by itself, to the end. */
export function usePlayback(
  flow: Flow,
  session: Session,
  change: (how: (session: Session) => Session) => void,
  { value: replayed, isRunning }: Sliced<Replayed>,
): Playback {
  const [isPlaying, setPlaying] = useState(false)
  const [isSeeking, setSeeking] = useState(false)
  const nextAt = isRunning ? undefined : replayed?.nextAt

  const step = useCallback(() => {
    if (nextAt !== null && nextAt !== undefined) change((before) => moveClock(before, nextAt))
  }, [nextAt, change])

  const isOver = nextAt === null
  if (isPlaying && isOver) setPlaying(false)
  useEffect(() => {
    if (!isPlaying || nextAt === undefined) return
    const timer = setTimeout(step, PLAY_EVERY)
    return () => clearTimeout(timer)
  }, [isPlaying, nextAt, step])

  useEffect(() => {
    if (!isSeeking) return
    const stop = new AbortController()
    const seek = async (): Promise<void> => {
      const end = await runInSlices(findEnd(flow, session), stop.signal)
      setSeeking(false)
      if (end !== null) change((before) => moveClock(before, end))
    }
    // What cannot be played has been said by the replay itself; a seek that is given up says nothing.
    seek().catch(() => setSeeking(false))
    return () => stop.abort()
  }, [isSeeking, flow, session, change])

  const back = (): void => {
    setPlaying(false)
    change(undo)
  }
  return {
    isPlaying,
    isSeeking,
    step,
    back,
    rewind: () => {
      setPlaying(false)
      change(rewind)
    },
    toggle: () => setPlaying(!isPlaying),
    toEnd: () => {
      setPlaying(false)
      setSeeking(true)
    },
    to: (at) => change((before) => moveClock(before, at)),
    onKeyDown: (event) => {
      if (isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowRight') step()
      else if (event.key === 'ArrowLeft' && session.actions.length > 0) back()
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** Where arrow keys mean something else: fields, choices, menus, dialogs. */
function isTyping(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [role="radio"], [role="menu"], [role="dialog"]') !== null
  )
}
