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
const BEGUN_MARK = 'audit:begun'
const TOLD_MARK = 'alerts:told'
const MARK_FRESH_MS = 30_000
const AUDIT_WITHIN_MS = 3_600_000
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
const toldMark = z.array(z.object({ name: z.string(), invariant: z.enum(INVARIANTS) }))
type Told = z.infer<typeof toldMark>[number]
const auditMark = z.object({ at: z.number(), tookMs: z.number(), violations: z.array(violationMark) })

function readMark<Mark>(schema: z.ZodType<Mark>, text: string | undefined): Mark | undefined {
  const read = text === undefined ? undefined : schema.safeParse(JSON.parse(text))
  return read?.success ? read.data : undefined
}

/** Keeps the outcome of an audit with the workspace, for every process and every restart. */
export async function rememberAudit(marks: Pick<AnnouncementStore, 'keepMarks'>, audit: LastAudit): Promise<void> {
  const kept = { ...audit, violations: audit.violations.slice(0, VIOLATIONS_KEPT) }
  await marks.keepMarks({ [MARK]: JSON.stringify(kept) })
}

export function openWatch(deps: WatchDeps): OperationsWatch {
  const { clock, log, marks, freshMs = FRESH_MS } = deps
  let last: Promise<Report> | undefined
  let lastAt = Number.NEGATIVE_INFINITY
  let lastAudit: LastAudit | undefined
  let lastAuditReadAt = Number.NEGATIVE_INFINITY
  let auditing: Promise<LastAudit> | undefined
  const openedAt = clock.now()

  /** The last one of any process: several may share a workspace. */
  async function knownAudit(): Promise<LastAudit | undefined> {
    const now = clock.now()
    if (now - lastAuditReadAt < MARK_FRESH_MS) return lastAudit
    const read = readMark(auditMark, (await marks.marks()).get(MARK))
    if (read && read.at > (lastAudit?.at ?? Number.NEGATIVE_INFINITY)) lastAudit = read
    lastAuditReadAt = now
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
    last = undefined
    await rememberAudit(marks, audit)
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

  async function auditWhenDue(known: ReadonlyMap<string, string>): Promise<void> {
    const now = clock.now()
    const audited = readMark(auditMark, known.get(MARK))
    const dueAt = audited ? audited.at + AUDIT_EVERY_MS : openedAt + FIRST_AUDIT_AFTER_MS
    // Another process may be at it; one that died over it has had its time.
    const begunAt = Number(known.get(BEGUN_MARK) ?? Number.NEGATIVE_INFINITY)
    if (auditing || now < dueAt || now - begunAt < AUDIT_WITHIN_MS) return
    await marks.keepMarks({ [BEGUN_MARK]: String(now) })
    audit().catch((error: unknown) => log.error({ error }, 'The audit failed; it is tried again in an hour.'))
  }

  return {
    report,
    audit,
    async look() {
      last = undefined
      const [{ violations, pulse }, known] = await Promise.all([report(), marks.marks()])
      for (const { invariant, level, message, wayOut, facts } of violations)
        log[level === 'error' ? 'error' : 'warn']({ invariant, ...facts }, `${message} ${wayOut}`)
      if (pulse.stuck > 0) log.debug({ stuck: pulse.stuck }, `${pulse.stuck} failed enrollments wait for a decision.`)
      await auditWhenDue(known)
      await tell(violations, readMark(toldMark, known.get(TOLD_MARK)) ?? [])
    },
  }

  /** What was told is kept with the workspace: neither a restart nor another process tells it again. */
  async function tell(violations: readonly Violation[], told: readonly Told[]): Promise<void> {
    const now = violations.map((violation) => ({ name: nameOf(violation), invariant: violation.invariant, violation }))
    const begun = now.filter(({ name }) => told.every((one) => one.name !== name)).map(({ violation }) => violation)
    const over = new Set(
      told.map(({ invariant }) => invariant).filter((one) => now.every(({ invariant }) => invariant !== one)),
    )
    const names = now.map(({ name, invariant }) => ({ name, invariant }))
    if (JSON.stringify(names) !== JSON.stringify(told)) await marks.keepMarks({ [TOLD_MARK]: JSON.stringify(names) })
    for (const invariant of over) log.info({ invariant }, `The invariant ${invariant} holds again.`)
    if (begun.length + over.size > 0) await deps.alert({ begun, over: [...over] })
  }
}

/** The same trouble at the same place is one alert, however its numbers move. */
function nameOf({ invariant, facts }: Violation): string {
  const { flow = '', version = '', step = '', contact = '', lane = '', state = '' } = facts
  return [invariant, flow, version, step, contact, lane, state].join(' ')
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
