import type { EnrollmentSubject, ScoreSnapshot, Subject } from '../conditions/subject.ts'
import { applyChange } from '../contact/change.ts'
import type { Contact, ContactChange, ContactEvent } from '../contact/schema.ts'
import type { Effect } from '../contract/effect.ts'
import { InvariantError } from '../contract/problem.ts'
import type { LedgerRow } from '../scoring/schema.ts'
import { scoreAt } from '../scoring/score.ts'
import { effectiveZone } from '../time/zone.ts'
import type { Catalog, PublishedVersion, TeamDesk } from './catalog.ts'
import { DraftSubject } from './draft-subject.ts'
import type { Reaction } from './reaction.ts'
import type {
  ChangeRecord,
  ContactState,
  Enrollment,
  EntryRecord,
  Handoff,
  JournalEntry,
  MessageRecord,
  Task,
  TurnWrites,
  Watch,
} from './state.ts'

type Goal = TurnWrites['goals'][number]
type Problem = TurnWrites['problems'][number]

const NO_FLOWS: readonly string[] = []

/**
 * One contact's state while a turn is being decided. Mutable inside the turn only: it starts from an immutable
 * `ContactState` and ends as the next one plus the list of what was written. Owns no rules: the other files of this
 * folder decide, this one remembers.
 */
export class TurnDraft {
  readonly catalog: Catalog
  readonly desk: TeamDesk
  readonly now: number
  contact: Contact
  watch: Watch
  nextOrdinal: number
  /** flows the contact was removed from by hand at this very instant: no trigger of it enrolls again (fine print 11, 55) */
  removedFrom: readonly string[] = NO_FLOWS
  /** steps run in this turn, over all enrollments: guards flows that enroll each other for ever */
  steps = 0
  readonly reactions: Reaction[] = []

  readonly open: Map<string, Enrollment>
  exits: Readonly<Record<string, number>>
  private events: readonly ContactEvent[]
  private ledgerRows: readonly LedgerRow[]
  private tasks: readonly Task[]
  private handoffs: readonly Handoff[]
  private readonly touched = new Map<string, Enrollment>()
  private touchedTasks: readonly Task[] = []
  private touchedHandoffs: readonly Handoff[] = []
  private readonly byName = new Map<string, ContactEvent[]>()
  private scoreNow: ScoreSnapshot | undefined
  private isScoring = false

  private readonly newEvents: ContactEvent[] = []
  private readonly newRows: LedgerRow[] = []
  readonly changes: ChangeRecord[] = []
  readonly journal: JournalEntry[] = []
  readonly effects: Effect[] = []
  readonly messages: MessageRecord[] = []
  readonly entries: EntryRecord[] = []
  readonly goals: Goal[] = []
  readonly problems: Problem[] = []

  constructor(catalog: Catalog, desk: TeamDesk, state: ContactState, now: number) {
    this.catalog = catalog
    this.desk = desk
    this.now = now
    this.contact = state.contact
    this.watch = state.watch
    this.nextOrdinal = state.nextOrdinal
    this.open = new Map()
    for (const enrollment of state.enrollments) this.open.set(enrollment.id, enrollment)
    this.exits = state.exits
    this.events = state.events
    this.ledgerRows = state.ledger
    this.tasks = state.tasks
    this.handoffs = state.handoffs
  }

  get ledger(): readonly LedgerRow[] {
    return this.ledgerRows
  }

  /** Open enrollments in order of entry; a copy, so that the caller may end and add while it walks. */
  openInOrder(): Enrollment[] {
    const all = [...this.open.values()]
    return all.length < 2 ? all : all.sort((a, b) => a.ordinal - b.ordinal)
  }

  /** The enrollment as it is now, undefined once it has ended. */
  current(id: string): Enrollment | undefined {
    return this.open.get(id)
  }

  put(enrollment: Enrollment): void {
    this.open.set(enrollment.id, enrollment)
    this.touched.set(enrollment.id, enrollment)
  }

  close(enrollment: Enrollment): void {
    this.open.delete(enrollment.id)
    this.touched.set(enrollment.id, enrollment)
    this.exits = { ...this.exits, [enrollment.flow]: this.now }
  }

  task(id: string): Task | undefined {
    return this.tasks.find((task) => task.id === id)
  }

  latestTask(matches: (task: Task) => boolean): Task | undefined {
    return this.tasks
      .filter(matches)
      .sort((a, b) => a.openedAt - b.openedAt)
      .at(-1)
  }

  putTask(task: Task): void {
    this.tasks = withItem(this.tasks, task)
    this.touchedTasks = withItem(this.touchedTasks, task)
  }

  handoff(id: string): Handoff | undefined {
    return this.handoffs.find((handoff) => handoff.id === id)
  }

  latestHandoff(matches: (handoff: Handoff) => boolean): Handoff | undefined {
    return this.handoffs
      .filter(matches)
      .sort((a, b) => a.openedAt - b.openedAt)
      .at(-1)
  }

  putHandoff(handoff: Handoff): void {
    this.handoffs = withItem(this.handoffs, handoff)
    this.touchedHandoffs = withItem(this.touchedHandoffs, handoff)
  }

  /** Applies a change set and records what really changed; true when anything did (fine print 180). */
  change(change: ContactChange, by?: { readonly step: string; readonly enrollmentId: string }): boolean {
    const { contact, changes } = applyChange(this.contact, change)
    if (changes.length === 0) return false
    for (const one of changes) this.changes.push({ at: this.now, ...one, ...by })
    this.contact = contact
    this.scoreNow = undefined
    return true
  }

  /** False when the id is already known: a redelivery changes nothing (fine print 7). */
  addEvent(event: ContactEvent): boolean {
    if (this.events.some((known) => known.id === event.id) || this.newEvents.some((known) => known.id === event.id))
      return false
    this.byName.get(event.name)?.push(event)
    this.newEvents.push(event)
    this.scoreNow = undefined
    return true
  }

  eventById(id: string): ContactEvent | undefined {
    return this.newEvents.find((event) => event.id === id) ?? this.events.find((event) => event.id === id)
  }

  eventsNamed(name: string): readonly ContactEvent[] {
    let found = this.byName.get(name)
    if (!found) {
      found = []
      for (const event of this.events) if (event.name === name) found.push(event)
      for (const event of this.newEvents) if (event.name === name) found.push(event)
      this.byName.set(name, found)
    }
    return found
  }

  addRows(rows: readonly LedgerRow[]): void {
    if (rows.length === 0) return
    this.newRows.push(...rows)
    this.ledgerRows = [...this.ledgerRows, ...rows]
    this.scoreNow = undefined
  }

  version(enrollment: Enrollment): PublishedVersion {
    const version = this.catalog.version(enrollment.flow, enrollment.version)
    if (!version) {
      throw new InvariantError(`version ${enrollment.version} of flow "${enrollment.flow}" is not in the catalog`)
    }
    return version
  }

  /** Effective zone: the contact's, else the flow's, else the workspace's, else UTC (FLOW-DSL §5). */
  zone(flowZone?: string): string {
    const own = this.contact.fields.timezone
    return effectiveZone(typeof own === 'string' ? own : undefined, flowZone, this.catalog.settings.timezone)
  }

  score(): ScoreSnapshot {
    if (this.scoreNow) return this.scoreNow
    // A fit rule that reads the score would ask for itself: it sees the score without fit rules instead.
    const model = this.isScoring ? { ...this.catalog.settings.scoring, fit: [] } : this.catalog.settings.scoring
    const isOuter = !this.isScoring
    this.isScoring = true
    const snapshot = scoreAt(model, this.ledgerRows, this.now, this.subject())
    if (isOuter) {
      this.isScoring = false
      this.scoreNow = snapshot
    }
    return snapshot
  }

  /** What conditions may read about the contact, and about the enrollment where there is one. */
  subject(enrollment?: EnrollmentSubject, flowZone?: string): Subject {
    return new DraftSubject(this, this.zone(flowZone), enrollment)
  }

  toState(): ContactState {
    return {
      contact: this.contact,
      events: this.newEvents.length === 0 ? this.events : [...this.events, ...this.newEvents],
      ledger: this.ledgerRows,
      enrollments: this.openInOrder(),
      exits: this.exits,
      tasks: this.tasks,
      handoffs: this.handoffs,
      watch: this.watch,
      nextOrdinal: this.nextOrdinal,
    }
  }

  toWrites(): TurnWrites {
    return {
      changes: this.changes,
      events: this.newEvents,
      ledger: this.newRows,
      enrollments: [...this.touched.values()],
      journal: this.journal,
      effects: this.effects,
      messages: this.messages,
      tasks: this.touchedTasks,
      handoffs: this.touchedHandoffs,
      entries: this.entries,
      goals: this.goals,
      problems: this.problems,
    }
  }
}

/** The list with the item in the place of the one of that id, else at its end. Few have more than one. */
function withItem<Item extends { readonly id: string }>(list: readonly Item[], item: Item): readonly Item[] {
  return list.some(({ id }) => id === item.id)
    ? list.map((known) => (known.id === item.id ? item : known))
    : [...list, item]
}
