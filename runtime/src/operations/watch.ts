import { INVARIANTS, type Invariant, type Violation } from '@couveuse/shared/api/operations'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { AnnouncementStore } from '../store/announcements.ts'
import { AUDITED, judgeFinding, judgePulse } from './invariants.ts'
import { type Pulse, type PulseDeps, takePulse } from './pulse.ts'

export interface WatchDeps extends Omit<PulseDeps, 'since'> {
  readonly marks: Pick<AnnouncementStore, 'marks' | 'keepMarks'>
  readonly clock: Clock
  readonly log: Logger
  /** Tells the people who run this what has begun to be wrong, and what is right again. */
  readonly alert: (news: AlertNews) => Promise<void>
  /** how old a report may be; a second unless told */
  readonly freshMs?: number
}

export interface AlertNews {
  readonly begun: readonly Violation[]
  readonly over: readonly Invariant[]
}

export interface Report {
  readonly pulse: Pulse
  readonly violations: readonly Violation[]
  readonly audit: LastAudit | undefined
  readonly isAuditing: boolean
}
export interface LastAudit {
  readonly at: number
  readonly tookMs: number
  readonly violations: readonly Violation[]
}

/** Whoever wants to know how the runtime is doing asks here: badge, page, metrics, alerts. */
export interface OperationsWatch {
  /** Not older than a second or so. */
  report(): Promise<Report>
  /** The minute's look: log lines, alerts, and the audit of the day when it is due. */
  look(): Promise<void>
  /** Begins an audit, or joins the one that runs; resolves with what it found. */
  audit(): Promise<LastAudit>
}

const MARK = 'audit'
const FRESH_MS = 1_000
const AUDIT_EVERY_MS = 24 * 3_600_000
/** A workspace that was never audited: not while everything starts. */
const FIRST_AUDIT_AFTER_MS = 600_000
/** Kept with the workspace; the rest of a long list says nothing new. */
const VIOLATIONS_KEPT = 50

const violationMark = z.object({
  invariant: z.enum(INVARIANTS),
  level: z.enum(['error', 'warning']),
  message: z.string(),
  wayOut: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
const auditMark = z.object({ at: z.number(), tookMs: z.number(), violations: z.array(violationMark) })

export function openWatch(deps: WatchDeps): OperationsWatch {
  const { clock, log, marks, freshMs = FRESH_MS } = deps
  let last: Promise<Report> | undefined
  let lastAt = Number.NEGATIVE_INFINITY
  let lastAudit: LastAudit | undefined
  let isAuditKnown = false
  let auditing: Promise<LastAudit> | undefined
  const openedAt = clock.now()
  let told: ReadonlyMap<string, Violation> = new Map()

  async function knownAudit(): Promise<LastAudit | undefined> {
    if (isAuditKnown) return lastAudit
    const text = (await marks.marks()).get(MARK)
    const read = text === undefined ? undefined : auditMark.safeParse(JSON.parse(text))
    lastAudit ??= read?.success ? read.data : undefined
    isAuditKnown = true
    return lastAudit
  }

  async function make(now: number): Promise<Report> {
    const [pulse, audit] = await Promise.all([takePulse({ ...deps, since: openedAt }, now), knownAudit()])
    const violations = [...judgePulse(pulse), ...(audit?.violations ?? [])]
    return { pulse, violations, audit, isAuditing: auditing !== undefined }
  }

  function report(): Promise<Report> {
    const now = clock.now()
    if (last && now - lastAt < freshMs && now >= lastAt) return last
    lastAt = now
    last = make(now)
    last.catch(() => {
      last = undefined
    })
    return last
  }

  async function runAudit(): Promise<LastAudit> {
    const startedAt = clock.now()
    const findings = await deps.store.operations.audit()
    const at = clock.now()
    const audit = { at, tookMs: at - startedAt, violations: findings.map(judgeFinding) }
    lastAudit = audit
    isAuditKnown = true
    last = undefined
    const kept = { ...audit, violations: audit.violations.slice(0, VIOLATIONS_KEPT) }
    await marks.keepMarks({ [MARK]: JSON.stringify(kept) })
    log.info({ tookMs: audit.tookMs, violations: findings.length }, `An audit is done: ${findings.length} violations.`)
    return audit
  }

  function audit(): Promise<LastAudit> {
    last = undefined
    auditing ??= runAudit().finally(() => {
      auditing = undefined
      last = undefined
    })
    return auditing
  }

  async function auditWhenDue(): Promise<void> {
    const known = await knownAudit()
    const dueAt = known ? known.at + AUDIT_EVERY_MS : openedAt + FIRST_AUDIT_AFTER_MS
    if (auditing || clock.now() < dueAt) return
    audit().catch((error: unknown) => log.error({ error }, 'The audit failed; it is tried again in a minute.'))
  }

  return {
    report,
    audit,
    async look() {
      last = undefined
      const { violations, pulse } = await report()
      const now = new Map(violations.map((violation) => [nameOf(violation), violation]))
      const begun = [...now].filter(([name]) => !told.has(name)).map(([, violation]) => violation)
      const over = overSince(told, now)
      told = now
      for (const { invariant, level, message, wayOut, facts } of violations)
        log[level === 'error' ? 'error' : 'warn']({ invariant, ...facts }, `${message} ${wayOut}`)
      for (const invariant of over) log.info({ invariant }, `The invariant ${invariant} holds again.`)
      if (pulse.stuck > 0) log.debug({ stuck: pulse.stuck }, `${pulse.stuck} failed enrollments wait for a decision.`)
      await auditWhenDue()
      if (begun.length + over.length > 0) await deps.alert({ begun, over })
    },
  }
}

/** The same trouble at the same place is one alert, however its numbers move. */
function nameOf({ invariant, facts }: Violation): string {
  const { flow = '', version = '', step = '', contact = '', lane = '', state = '' } = facts
  return [invariant, flow, version, step, contact, lane, state].join(' ')
}

function overSince(told: ReadonlyMap<string, Violation>, now: ReadonlyMap<string, Violation>): Invariant[] {
  const still = new Set([...now.values()].map(({ invariant }) => invariant))
  const before = new Set([...told.values()].map(({ invariant }) => invariant))
  return [...before].filter((invariant) => !still.has(invariant))
}

/** One line per invariant: does it hold, and since when is that known? */
export function invariantStates({ pulse, violations, audit }: Report): readonly {
  readonly invariant: Invariant
  readonly state: 'holds' | 'violated' | 'unchecked'
  readonly checkedAt: number | null
}[] {
  const violated = new Set(violations.map(({ invariant }) => invariant))
  return INVARIANTS.map((invariant) => {
    const checkedAt = AUDITED.includes(invariant) ? (audit?.at ?? null) : pulse.at
    if (violated.has(invariant)) return { invariant, state: 'violated', checkedAt }
    if (invariant === 'database_is_sound') return { invariant, state: 'unchecked', checkedAt: null }
    return { invariant, state: checkedAt === null ? 'unchecked' : 'holds', checkedAt }
  })
}

/** Visits made twice, as far as the last audit knows. */
export const duplicatesOf = ({ audit }: Report): number =>
  (audit?.violations ?? []).reduce((sum, { facts }) => sum + (typeof facts.twice === 'number' ? facts.twice : 0), 0)
