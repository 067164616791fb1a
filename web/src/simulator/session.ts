import type { Flow } from '@couveuse/shared/flow/schema'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { DoEntry, PlannedEntry, ScenarioContact, ScriptedAnswer } from '@couveuse/shared/simulate/scenario'
import { formatInstant } from '@couveuse/shared/time/local-time'
import { effectiveZone } from '@couveuse/shared/time/zone'
import { instantOfWall, wallAt, zoneOffsets } from '@couveuse/shared/time/zone-offsets'

/** With whom, when and in which world a replay begins. The flow under test is not part of it: it is the one on the canvas. */
export interface Setup {
  /** of the scenario file it was opened from */
  readonly name?: string
  readonly contact: ScenarioContact
  readonly settings: WorkspaceSettings
  /** published beside the flow under test (fine print 9) */
  readonly otherFlows: readonly Flow[]
  /** epoch ms */
  readonly startAt: number
  /** nothing enrolls at the start: a trigger must (fine print 12) */
  readonly isByTrigger: boolean
  /** by step id (fine print 8) */
  readonly webhooks: Readonly<Record<string, readonly ScriptedAnswer[]>>
  /** what the scenario file expects once its time is over; absent where there is no file */
  readonly expected?: {
    readonly untilAt: number
    readonly expect: readonly Readonly<Record<string, unknown>>[]
  }
}

type WithoutInstant<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never
/** A `do` entry of FLOW-DSL §8 without its instant: something the contact, sales or the tester does. */
export type Deed = WithoutInstant<DoEntry>

/** One thing the tester asked of the replay. */
export interface Action {
  /** unique in the session, so that a row can speak of its action */
  readonly id: number
  readonly at: number
  /** absent where only the clock moves */
  readonly deed?: Deed
  /** the clock goes to `at`, forwards or back */
  readonly movesClock: boolean
}

/**
 * A replay as data: a setup and the list of what was asked, in the order of asking. Everything on screen is computed from
 * it from the start on (`play`), so undo is dropping the last action and nothing can drift apart.
 */
export interface Session {
  readonly setup: Setup
  readonly actions: readonly Action[]
}

export function startSession(setup: Setup): Session {
  return { setup, actions: [] }
}

/** Where the tester has moved the clock, epoch ms. */
export function clockOf({ setup, actions }: Session): number {
  return actions.findLast(({ movesClock }) => movesClock)?.at ?? setup.startAt
}

/** A deed where a scenario file would have it. */
export interface PlannedDeed extends PlannedEntry {
  /** of its action */
  readonly id: number
}

/** The deeds in order of time, those of one instant in the order of asking (fine print 15). */
export function plannedDeeds({ actions }: Session): readonly PlannedDeed[] {
  return actions
    .flatMap(({ id, at, deed }) => (deed ? [{ id, at, entry: { ...deed, at: formatInstant(at) } }] : []))
    .sort((a, b) => a.at - b.at)
    .map((planned, index) => ({ ...planned, index }))
}

function add(session: Session, action: Omit<Action, 'id'>): Session {
  const id = Math.max(0, ...session.actions.map((known) => known.id)) + 1
  const at = Math.max(action.at, session.setup.startAt)
  return { ...session, actions: [...session.actions, { ...action, id, at }] }
}

/** Plans a deed, in the future or in what has been played already; the clock stays. Before the start means at the start. */
export function plan(session: Session, deed: Deed, at: number): Session {
  return add(session, { at, deed, movesClock: false })
}

const SECOND = 1000

/**
 * Does something at the clock's present instant. What has been played at this instant stays as it was seen: where anything
 * has happened at it (`lastMomentAt`), the deed comes a second later, and the clock with it.
 */
export function doNow(session: Session, deed: Deed, lastMomentAt: number | undefined): Session {
  const clockAt = clockOf(session)
  return add(session, { at: lastMomentAt === clockAt ? clockAt + SECOND : clockAt, deed, movesClock: true })
}

/** Moves the clock, never before the start. */
export function moveClock(session: Session, at: number): Session {
  return at === clockOf(session) ? session : add(session, { at, movesClock: true })
}

/** Takes back the last thing that was asked. */
export function undo(session: Session): Session {
  return { ...session, actions: session.actions.slice(0, -1) }
}

/** Takes back one deed, wherever it stands; the clock stays. */
export function forget(session: Session, id: number): Session {
  const actions = session.actions.flatMap((action) => {
    if (action.id !== id) return [action]
    return action.movesClock ? [{ id, at: action.at, movesClock: true }] : []
  })
  return { ...session, actions }
}

/** The clock back at the start; all deeds stay planned. */
export function rewind(session: Session): Session {
  const actions = session.actions.filter(({ deed }) => deed).map((action) => ({ ...action, movesClock: false }))
  return { ...session, actions }
}

/** Nothing done, nothing planned. */
export function clear({ setup }: Session): Session {
  return { setup, actions: [] }
}

/** Another contact, other settings or flows: the same deeds at the same instants. */
export function changeSetup(session: Session, change: Partial<Omit<Setup, 'startAt'>>): Session {
  return { ...session, setup: { ...session.setup, ...change } }
}

/** Another start: everything keeps its distance from it on the contact's wall clock. */
export function moveStart(session: Session, startAt: number, zone: string): Session {
  const offsets = zoneOffsets(zone)
  const distance = wallAt(offsets, startAt) - wallAt(offsets, session.setup.startAt)
  const moved = (at: number): number =>
    at === session.setup.startAt ? startAt : Math.max(startAt, instantOfWall(offsets, wallAt(offsets, at) + distance))
  return {
    setup: { ...session.setup, startAt },
    actions: session.actions.map((action) => ({ ...action, at: moved(action.at) })),
  }
}

/** The zone in which the contact lives at the start, and in which `+P1D` is counted (FLOW-DSL §5, fine print 16). */
export function startZone({ contact, settings }: Setup, flow: Pick<Flow, 'timezone'>): string {
  return effectiveZone(contact.timezone, flow.timezone, settings.timezone)
}
