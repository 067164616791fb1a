import type { AttemptOutcome, Meter } from '../ports/meter.ts'
import type { OutboxLane } from '../store/outbox.ts'
import type { LoadedContact, TurnStore } from '../store/turns.ts'

/** The present in milliseconds, for spans: need not be the time of day. */
type Stopwatch = () => number

/** How the loop is doing, seen from the store that it takes its work from. */
export interface LoopPulse {
  /** The last round of turns could be begun and written; true before the first. */
  isWell(): boolean
}

/**
 * The turn store with its rounds measured: steps, lateness and duration are all to be read off what is committed, so the
 * worker itself need not know that anybody counts.
 */
export function meteredTurns(
  turns: TurnStore,
  meter: Meter,
  stopwatch: Stopwatch,
): { readonly turns: TurnStore; readonly pulse: LoopPulse } {
  let claimedAt = stopwatch()
  let isWell = true

  async function watched<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work
      isWell = true
      return result
    } catch (error) {
      isWell = false
      throw error
    }
  }

  return {
    pulse: { isWell: () => isWell },
    turns: {
      ...turns,
      claimDue(options) {
        claimedAt = stopwatch()
        return watched(turns.claimDue(options))
      },
      async commitBatch(items, options) {
        const outcomes = await watched(turns.commitBatch(items, options))
        let [committed, lostRaces, refused, steps] = [0, 0, 0, 0]
        outcomes.forEach(({ type }, index) => {
          if (type === 'lost_race') lostRaces += 1
          if (type === 'failed') refused += 1
          const item = items[index]
          if (type !== 'committed' || !item) return
          committed += 1
          steps += item.turn.writes.journal.length
          tellLateness(item.contact, options.now, meter)
        })
        meter.batch({ committed, lostRaces, refused, steps, tookMs: stopwatch() - claimedAt })
        return outcomes
      },
    },
  }
}

/** Timers that this turn found due. One that a pause holds is not late: it waits for people. */
function tellLateness({ state }: LoadedContact, now: number, meter: Meter): void {
  for (const { rest, status } of state.enrollments) {
    if (!rest || rest.wakeAt === null || rest.wakeAt > now || status === 'failed') continue
    if (rest.held && !rest.isReleased) continue
    meter.late(now - rest.wakeAt)
  }
}

/** The same for what leaves: how long the other side took, and what it said. */
export function meteredPerform<
  Entry extends { readonly lane: OutboxLane },
  Around,
  Outcome extends { readonly type: Exclude<AttemptOutcome, 'error'> },
>(
  perform: (entry: Entry, around: Around) => Promise<Outcome>,
  meter: Meter,
  stopwatch: Stopwatch,
): (entry: Entry, around: Around) => Promise<Outcome> {
  return async (entry, around) => {
    const startedAt = stopwatch()
    try {
      const outcome = await perform(entry, around)
      meter.attempt(entry.lane, outcome.type, stopwatch() - startedAt)
      return outcome
    } catch (error) {
      meter.attempt(entry.lane, 'error', stopwatch() - startedAt)
      throw error
    }
  }
}

/** The same for requests. */
export function meteredFetch<From>(
  fetch: (request: Request, from: From) => Response | Promise<Response>,
  meter: Meter,
  stopwatch: Stopwatch,
): (request: Request, from: From) => Promise<Response> {
  return async (request, from) => {
    const startedAt = stopwatch()
    const response = await fetch(request, from)
    meter.request(response.status, stopwatch() - startedAt)
    return response
  }
}
