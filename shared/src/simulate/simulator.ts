import type { ScoreSnapshot } from '../conditions/subject.ts'
import type { Effect } from '../contract/effect.ts'
import { RequestError } from '../contract/problem.ts'
import type { Catalog, PublishedVersion, TeamDesk } from '../engine/catalog.ts'
import type { Cause } from '../engine/cause.ts'
import { scoreOf } from '../engine/score-of.ts'
import type {
  ChangeRecord,
  ContactState,
  Enrollment,
  EntryRecord,
  Handoff,
  JournalEntry,
  MessageRecord,
  Task,
  Turn,
} from '../engine/state.ts'
import { triggerIndex } from '../engine/trigger-index.ts'
import { baseline, takeTurn } from '../engine/turn.ts'
import { compileFlow } from '../flow/compile.ts'
import type { Flow } from '../flow/schema.ts'
import type { WorkspaceSettings } from '../flow/settings.ts'
import { addDuration, parseDuration } from '../time/duration.ts'
import { nextOccurrence } from '../time/schedule.ts'
import { effectiveZone } from '../time/zone.ts'
import type { ScriptedAnswer } from './scenario.ts'
import { roundRobinDesk } from './team-desk.ts'

export interface SimulatorOptions {
  readonly settings: WorkspaceSettings
  /** published beside each other; the first one's triggers are asked first */
  readonly flows: readonly Flow[]
  readonly state: ContactState
  /** where the virtual clock begins, epoch ms */
  readonly startAt: number
  /** by step id, one answer per visit, the last one repeats; absent = 200 and an empty object (fine print 8) */
  readonly webhooks?: Readonly<Record<string, readonly ScriptedAnswer[]>>
}

interface Planned {
  readonly at: number
  readonly cause: Cause
}

/**
 * One contact in virtual time: the same engine the runtime runs, with a clock that only moves when told. Owns the agenda
 * (webhook answers, schedules, events that have not happened yet) and collects everything the turns wrote. Owns no rule.
 */
export class Simulator {
  now: number
  state: ContactState
  readonly enrollments = new Map<string, Enrollment>()
  readonly journal: JournalEntry[] = []
  readonly messages: MessageRecord[] = []
  readonly changes: ChangeRecord[] = []
  readonly entries: EntryRecord[] = []
  readonly tasks = new Map<string, Task>()
  readonly handoffs = new Map<string, Handoff>()
  readonly warnings: { readonly code: string; readonly message: string; readonly at: number }[] = []

  private readonly settings: WorkspaceSettings
  private readonly versions: ReadonlyMap<string, PublishedVersion>
  private readonly desk: TeamDesk
  private readonly webhooks: Readonly<Record<string, readonly ScriptedAnswer[]>>
  private readonly answered = new Map<string, number>()
  private readonly startAt: number
  private catalog: Catalog
  private agenda: Planned[] = []
  private dueAt: number | null

  constructor(options: SimulatorOptions) {
    this.settings = options.settings
    this.startAt = options.startAt
    this.now = options.startAt
    this.webhooks = options.webhooks ?? {}
    this.versions = new Map(
      options.flows.map((flow) => [flow.key, { compiled: compileFlow(flow, 1), messages: options.settings.messages }]),
    )
    this.desk = roundRobinDesk()
    this.catalog = this.catalogWith(new Set())
    const turn = baseline({ catalog: this.catalog, desk: this.desk, state: options.state, now: this.now })
    this.state = turn.state
    this.dueAt = turn.nextDueAt
    this.collect(turn)
  }

  /** The next instant at which anything happens by itself; null = nothing ever will. */
  nextAt(): number | null {
    const times = [this.dueAt, ...this.agenda.map(({ at }) => at), ...this.schedules().map(({ at }) => at)].filter(
      (at) => at !== null,
    )
    return times.length === 0 ? null : Math.min(...times)
  }

  /** Moves the clock to `at` (never back) and lets everything of that instant happen: the causes given, then what was planned. */
  turn(at: number, causes: readonly Cause[] = []): void {
    if (at < this.now)
      throw new RequestError('clock_back', `the simulated clock cannot go back from ${this.now} to ${at}`)
    const scheduled = this.schedules().filter((planned) => planned.at <= at)
    const planned = this.agenda.filter((one) => one.at <= at).sort((a, b) => a.at - b.at)
    this.agenda = this.agenda.filter((one) => one.at > at)
    this.now = at
    const all: Cause[] = []
    for (const cause of [...causes, ...planned.map((one) => one.cause), ...scheduled.map((one) => one.cause)]) {
      // An event that says it happens later counts when its time has come (fine print 85).
      if (cause.type === 'event' && cause.event.occurredAt > at) this.agenda.push({ at: cause.event.occurredAt, cause })
      else all.push(cause.type === 'event' ? { ...cause, event: { ...cause.event, arrivedAt: at } } : cause)
    }
    const turn = takeTurn({ catalog: this.catalog, desk: this.desk, state: this.state, causes: all, now: at })
    this.state = turn.state
    this.dueAt = turn.nextDueAt
    this.collect(turn)
  }

  /** Lets virtual time pass up to and including `until` (fine print 17). */
  runUntil(until: number): void {
    for (let at = this.nextAt(); at !== null && at <= until; at = this.nextAt()) this.turn(Math.max(at, this.now))
    this.now = Math.max(this.now, until)
  }

  pause(flow: string): void {
    this.catalog = this.catalogWith(new Set([...this.catalog.paused, flow]))
  }

  /** The flow's enrollments go on in the turn that gets the `resume` cause. */
  unpause(flow: string): void {
    this.catalog = this.catalogWith(new Set([...this.catalog.paused].filter((key) => key !== flow)))
  }

  hasFlow(flow: string): boolean {
    return this.versions.has(flow)
  }

  /** Scores at the present instant of the clock (fine print 43). */
  score(): ScoreSnapshot {
    return scoreOf(this.catalog, this.state, this.now)
  }

  allEnrollments(): Enrollment[] {
    return [...this.enrollments.values()].sort((a, b) => a.ordinal - b.ordinal)
  }

  /** Key of the latest message that step sent, over all enrollments of the flow. */
  messageOf(flow: string, step: string): string | undefined {
    const sender = this.allEnrollments().findLast(
      (enrollment) => enrollment.flow === flow && Object.hasOwn(enrollment.messages, step),
    )
    return sender?.messages[step]?.key
  }

  kindOf(flow: string, step: string): string {
    return this.versions.get(flow)?.compiled.steps.get(step)?.step.kind ?? 'unknown'
  }

  private zoneOf(flow: string): string {
    const { timezone } = this.state.contact.fields
    const own = typeof timezone === 'string' ? timezone : undefined
    return effectiveZone(own, this.versions.get(flow)?.compiled.flow.timezone, this.settings.timezone)
  }

  private catalogWith(paused: ReadonlySet<string>): Catalog {
    const { versions, settings } = this
    return { settings, current: versions, paused, version: (flow) => versions.get(flow) }
  }

  private schedules(): Planned[] {
    return triggerIndex(this.catalog).schedules.flatMap(({ flow, trigger }) => {
      const zone = effectiveZone(
        trigger.timezone,
        this.versions.get(flow)?.compiled.flow.timezone,
        this.settings.timezone,
      )
      const schedule = trigger.cron === undefined ? { rrule: trigger.rrule ?? '' } : { cron: trigger.cron }
      const at = nextOccurrence(schedule, this.now, { zone, startsAt: this.startAt })
      return at === undefined ? [] : [{ at, cause: { type: 'schedule', flow, segment: trigger.segment } as const }]
    })
  }

  private collect({ writes }: Turn): void {
    for (const enrollment of writes.enrollments) this.enrollments.set(enrollment.id, enrollment)
    for (const task of writes.tasks) this.tasks.set(task.id, task)
    for (const handoff of writes.handoffs) this.handoffs.set(handoff.id, handoff)
    this.journal.push(...writes.journal)
    this.messages.push(...writes.messages)
    this.changes.push(...writes.changes)
    this.entries.push(...writes.entries)
    this.warnings.push(...writes.problems)
    for (const effect of writes.effects) {
      if (effect.type === 'call_webhook') this.planAnswer(effect)
    }
  }

  private planAnswer({ flow, step, enrollmentId, seq }: Effect & { type: 'call_webhook' }): void {
    const scripted = Object.hasOwn(this.webhooks, step) ? (this.webhooks[step] ?? []) : []
    const visit = this.answered.get(step) ?? 0
    this.answered.set(step, visit + 1)
    const answer: ScriptedAnswer = scripted[Math.min(visit, scripted.length - 1)] ?? { status: 200, body: {} }
    const after = answer.after === undefined ? undefined : parseDuration(answer.after)
    const at = after ? addDuration(this.now, after, this.zoneOf(flow)) : this.now
    const result = 'error' in answer ? { error: answer.error } : { status: answer.status, body: answer.body ?? {} }
    this.agenda.push({ at, cause: { type: 'webhook', enrollmentId, seq, answer: result } })
  }
}
