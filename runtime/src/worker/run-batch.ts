import type { Cause } from '@couveuse/shared/engine/cause'
import type { ContactState, Turn } from '@couveuse/shared/engine/state'
import { takeTurn } from '@couveuse/shared/engine/turn'
import type { Clock } from '../ports/clock.ts'
import type { CrashPoint } from '../ports/crash-point.ts'
import type { Logger } from '../ports/logger.ts'
import type { OutboxLane } from '../store/outbox.ts'
import type { CommitItem, LoadedContact, Quarantined, Shard, TurnStore } from '../store/turns.ts'
import type { CatalogCache, LiveCatalog } from './catalog-cache.ts'
import { type Desk, emptyDesk, openDesk } from './desk.ts'
import { laneOf } from './lanes.ts'

export interface BatchDeps {
  readonly turns: TurnStore
  readonly catalogs: CatalogCache
  readonly clock: Clock
  readonly log: Logger
  readonly crashPoint: CrashPoint
}

export interface BatchReport {
  readonly claimed: number
  readonly committed: number
  /** somebody else was first: they come again with the next batch */
  readonly lostRaces: number
  /** contacts whose turn threw, or that cannot be read */
  readonly setAside: number
  /** where something now waits to be sent */
  readonly lanes: ReadonlySet<OutboxLane>
}

/** A contact with more than this in its inbox takes several turns. */
const CAUSES_PER_TURN = 500
/** Pause before a turn that threw is tried again, by number of faults; after the last one it waits for something new. */
const RETRY_AFTER_MS = [1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000]

const NOTHING: BatchReport = { claimed: 0, committed: 0, lostRaces: 0, setAside: 0, lanes: new Set() }

interface Fault {
  readonly contact: Quarantined
  readonly contactId: string
  readonly faults: number
  readonly code: string
  readonly message: string
  readonly retryAt: number | null
}

/**
 * One round of the loop: claims whose time has come, lets each contact take its turn, commits them all in one transaction.
 * A turn that throws concerns its contact alone. Rings nobody: the caller does, with what the report says.
 */
export async function runBatch(deps: BatchDeps, options: { limit: number; shard?: Shard }): Promise<BatchReport> {
  const { turns, clock, crashPoint } = deps
  const now = clock.now()
  // Before the claim: who is claimed because a flow was resumed or published must meet that very catalog.
  const live = await deps.catalogs.current()
  const handles = await turns.claimDue({ now, ...options })
  if (handles.length === 0) return NOTHING
  crashPoint('claimed')
  const { contacts, unreadable } = await turns.loadStates(handles, { now, watchedEvents: live.watchedEvents })
  const desk = live.usesDesk ? openDesk(await turns.desk()) : emptyDesk()
  crashPoint('loaded')

  const items: CommitItem[] = []
  const faults: Fault[] = []
  for (const contact of contacts) {
    const taken = decide(contact, live, desk, now)
    if ('turn' in taken) items.push(taken)
    else faults.push(faultOf(contact, 'turn_failed', taken.message, now))
  }
  for (const contact of unreadable) {
    const { contactId, faults: before, message } = contact
    faults.push({ contact, contactId, faults: before, code: 'unreadable', message, retryAt: retryAfter(before, now) })
  }
  crashPoint('decided')

  const outcomes = items.length > 0 ? await turns.commitBatch(items, { now, deskPointers: desk.moved() }) : []
  crashPoint('committed')
  const lanes = new Set<OutboxLane>()
  let committed = 0
  let lostRaces = 0
  outcomes.forEach((outcome, index) => {
    const item = items[index]
    if (!item) return
    if (outcome.type === 'lost_race') lostRaces += 1
    if (outcome.type === 'failed') faults.push(faultOf(item.contact, outcome.code, outcome.message, now))
    if (outcome.type !== 'committed') return
    committed += 1
    for (const effect of item.turn.writes.effects) lanes.add(laneOf(effect))
  })
  if (faults.length > 0) await setAside(deps, faults, now)
  return { claimed: handles.length, committed, lostRaces, setAside: faults.length, lanes }
}

function decide(
  contact: LoadedContact,
  live: LiveCatalog,
  desk: Desk,
  now: number,
): CommitItem | { readonly message: string } {
  const causes = contact.causes.slice(0, CAUSES_PER_TURN)
  const inboxIds = contact.inboxIds.slice(0, CAUSES_PER_TURN)
  const first: Cause[] = contact.revision === 0 ? [{ type: 'time' }] : []
  try {
    const turn: Turn = takeTurn({
      catalog: live.catalog,
      desk,
      state: watchedState(contact, live),
      causes: [...first, ...causes.map(arrived)],
      now,
    })
    return { contact, turn, inboxIds }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

/** An event that waited for its time arrives when that has come (fine print 85). */
function arrived(cause: Cause): Cause {
  if (cause.type !== 'event' || cause.event.arrivedAt >= cause.event.occurredAt) return cause
  return { ...cause, event: { ...cause.event, arrivedAt: cause.event.occurredAt } }
}

/**
 * What was noticed about segments nobody watches any more is forgotten, so that watching them again begins anew. And a
 * contact nobody has looked at yet was in no segment before: being in one from the start is entering it.
 */
function watchedState({ state, revision }: LoadedContact, { watchedSegments }: LiveCatalog): ContactState {
  const { watch } = state
  if (revision === 0) {
    const segments = Object.fromEntries([...watchedSegments].map((key) => [key, false]))
    return { ...state, watch: { ...watch, segments } }
  }
  const known = Object.keys(watch.segments)
  if (known.every((key) => watchedSegments.has(key))) return state
  const segments = Object.fromEntries(Object.entries(watch.segments).filter(([key]) => watchedSegments.has(key)))
  return { ...state, watch: { ...watch, segments } }
}

function faultOf(contact: LoadedContact, code: string, message: string, now: number): Fault {
  const { faults, state } = contact
  return { contact, contactId: state.contact.id, faults, code, message, retryAt: retryAfter(faults, now) }
}

function retryAfter(faults: number, now: number): number | null {
  const pauseMs = RETRY_AFTER_MS[faults]
  return pauseMs === undefined ? null : now + pauseMs
}

async function setAside({ turns, log }: BatchDeps, faults: readonly Fault[], now: number): Promise<void> {
  for (const { contactId, faults: before, code, message, retryAt } of faults) {
    const again = retryAt === null ? 'It waits for something new to arrive.' : 'It will be tried again.'
    log.error(
      { contactId, code, faults: before + 1, retryAt },
      `The turn of contact ${contactId} failed (${message}). ${again}`,
    )
  }
  await turns.setAside(faults, now)
}
