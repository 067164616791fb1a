import type { Contact } from '../contact/schema.ts'
import type { Catalog, PublishedVersion } from '../engine/catalog.ts'
import type { Cause } from '../engine/cause.ts'
import { newContactState } from '../engine/new-contact.ts'
import type { ContactState, Enrollment, JournalEntry, Turn, TurnWrites } from '../engine/state.ts'
import { takeTurn } from '../engine/turn.ts'
import { compileFlow } from '../flow/compile.ts'
import type { MigrationPlan } from '../flow/publish.ts'
import type { Flow } from '../flow/schema.ts'
import { type WorkspaceSettings, workspaceSettingsSchema } from '../flow/settings.ts'
import { roundRobinDesk } from '../simulate/team-desk.ts'
import { aContact, MONDAY_9AM_PARIS } from './builders.ts'

/**
 * One contact and a flow that is published again and again while she is in it; the clock only moves when told. For tests
 * of what a publication does, with nothing but the engine.
 */
export class VersionWorld {
  now = MONDAY_9AM_PARIS
  state: ContactState
  readonly journal: JournalEntry[] = []
  readonly messages: TurnWrites['messages'][number][] = []
  readonly effectKeys: string[] = []
  readonly ended: Enrollment[] = []
  isPaused = false
  private readonly versions = new Map<number, PublishedVersion>()
  private readonly settings: WorkspaceSettings
  private readonly flow: string
  private dueAt: number | null = null

  constructor(first: Flow, contact: Partial<Contact> = {}, settings: object = {}) {
    this.flow = first.key
    this.settings = workspaceSettingsSchema.parse({ timezone: 'Europe/Paris', ...settings })
    this.state = newContactState(aContact(contact))
    this.versions.set(1, { compiled: compileFlow(first, 1), messages: {} })
  }

  get catalog(): Catalog {
    const newest = this.versions.get(this.versions.size)
    return {
      settings: this.settings,
      current: new Map(newest ? [[this.flow, newest]] : []),
      paused: new Set(this.isPaused ? [this.flow] : []),
      version: (flow, version) => (flow === this.flow ? this.versions.get(version) : undefined),
    }
  }

  get enrollment(): Enrollment | undefined {
    return this.state.enrollments[0]
  }

  /** `step:outlet` of finished visits; the bare step where it never decided. */
  get path(): string[] {
    return this.journal.map(({ step, outlet }) => (outlet === null ? step : `${step}:${outlet}`))
  }

  /** Publishes the next version and tells the contact, as the store does. */
  publish(flow: Flow, migration: MigrationPlan = {}): void {
    this.happen({ type: 'migrate', flow: this.flow, version: this.offer(flow, migration) })
  }

  /** The next version is there, and the contact has not taken her turn yet. */
  offer(flow: Flow, migration: MigrationPlan = {}): number {
    const version = this.versions.size + 1
    this.versions.set(version, { compiled: compileFlow(flow, version), messages: {}, migration })
    return version
  }

  enroll(): void {
    this.happen({ type: 'enroll', flow: this.flow })
  }

  happen(...causes: readonly Cause[]): void {
    this.take(takeTurn({ ...this.given(), causes }))
  }

  passUntil(at: number): void {
    for (let due = this.dueAt; due !== null && due <= at; due = this.dueAt) {
      this.now = Math.max(this.now, due)
      this.take(takeTurn({ ...this.given(), causes: [] }))
    }
    this.now = Math.max(this.now, at)
  }

  private given() {
    return { catalog: this.catalog, desk: roundRobinDesk(), state: this.state, now: this.now }
  }

  private take({ state, writes, nextDueAt }: Turn): void {
    this.state = state
    this.dueAt = nextDueAt
    this.journal.push(...writes.journal)
    this.messages.push(...writes.messages)
    this.effectKeys.push(...writes.effects.map(({ key }) => key))
    this.ended.push(...writes.enrollments.filter(({ endedAt }) => endedAt !== undefined))
  }
}
