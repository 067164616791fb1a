import type { Because } from '../conditions/because.ts'
import type { ScoreSnapshot } from '../conditions/subject.ts'
import type { Contact } from '../contact/schema.ts'
import type { Json } from '../contract/json.ts'
import type { Problem } from '../contract/problem.ts'
import type { EnrollmentStatus } from '../contract/words.ts'
import type {
  ChangeRecord,
  Enrollment,
  EntryRecord,
  Handoff,
  JournalEntry,
  MessageRecord,
  Task,
} from '../engine/state.ts'
import { plainText } from '../message/plain-text.ts'
import { formatInstant } from '../time/local-time.ts'

/** Everything a driver knows about one contact after a run; what a transcript is printed from. Instants are epoch ms. */
export interface RunRecords {
  readonly contact: Contact
  readonly score: ScoreSnapshot
  /** all of them, in order of entry */
  readonly enrollments: readonly Enrollment[]
  readonly journal: readonly JournalEntry[]
  readonly messages: readonly MessageRecord[]
  readonly changes: readonly ChangeRecord[]
  readonly entries: readonly EntryRecord[]
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly problems: readonly Problem[]
}

export interface TimelineEntry {
  readonly seq: number
  /** left, or entered where it rests (fine print 35) */
  readonly at: string
  readonly entered: string
  readonly step: string
  readonly kind: string
  readonly outlet: string | null
  readonly due?: string
  readonly because: readonly Because[]
}

interface EnrollmentTranscript {
  readonly flow: string
  readonly status: EnrollmentStatus
  readonly reason: string | null
  readonly step: string | null
  readonly path: readonly string[]
  readonly timeline: readonly TimelineEntry[]
  readonly enteredAt: string
  readonly endedAt?: string
}

/** What `replay --json` prints (FLOW-DSL §8, fine print 10, 11, 35-48, 163-165), without the verdict on expectations. */
export interface Transcript {
  readonly status: EnrollmentStatus | null
  readonly reason: string | null
  readonly step: string | null
  readonly stage: string
  readonly score: {
    readonly fit: number
    readonly engagement: number
    readonly total: number
    readonly temperature: string
  }
  readonly vars: Readonly<Record<string, Json>>
  readonly path: readonly string[]
  readonly timeline: readonly TimelineEntry[]
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  readonly changes: readonly Readonly<Record<string, unknown>>[]
  readonly entries: readonly Readonly<Record<string, unknown>>[]
  readonly enrollments: readonly EnrollmentTranscript[]
  readonly tasks: readonly Readonly<Record<string, unknown>>[]
  readonly handoffs: readonly Readonly<Record<string, unknown>>[]
  readonly contact: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/** Prints the records of a run; the top level speaks of the last enrollment in `ownFlow` (fine print 10). */
export function transcribe(
  records: RunRecords,
  ownFlow: string,
  kindOf: (enrollment: Enrollment) => string,
): Transcript {
  const journals = Map.groupBy(records.journal, (entry) => entry.enrollmentId)
  const enrollments = records.enrollments.map((enrollment) =>
    transcribeEnrollment(enrollment, journals.get(enrollment.id) ?? [], kindOf),
  )
  const own = records.enrollments.findLast((enrollment) => enrollment.flow === ownFlow)
  const top = own ? enrollments[records.enrollments.indexOf(own)] : undefined
  const { fit, engagement, total, temperature } = records.score
  const { contact } = records
  return {
    status: top?.status ?? null,
    reason: top?.reason ?? null,
    step: top?.step ?? null,
    stage: contact.stage,
    score: { fit: twoDecimals(fit), engagement: twoDecimals(engagement), total: twoDecimals(total), temperature },
    vars: own?.vars ?? {},
    path: top?.path ?? [],
    timeline: top?.timeline ?? [],
    messages: records.messages.map(({ at, step, channel, to, subject, text, html, blocked, flow }) =>
      compact({
        at: formatInstant(at),
        flow,
        step,
        channel,
        to,
        subject,
        text: plainText({ text, html: html ?? null }),
        html,
        blocked,
      }),
    ),
    changes: records.changes.map(({ at, step, field, from, to }) =>
      compact({ at: formatInstant(at), step, field, from, to }),
    ),
    entries: records.entries.map(({ at, flow, trigger, enrolled, reason }) =>
      compact({ at: formatInstant(at), flow, trigger, enrolled, reason }),
    ),
    enrollments,
    tasks: records.tasks.map(({ openedAt, step, channel, title, assignee, dueAt, doneAt }) =>
      compact({
        at: formatInstant(openedAt),
        step,
        channel,
        title,
        assignee,
        due: formatInstant(dueAt),
        done: optionalInstant(doneAt),
      }),
    ),
    handoffs: records.handoffs.map(
      ({ openedAt, step, team, owner, priority, brief, acceptBy, outcome, reason, amount }) =>
        compact({
          at: formatInstant(openedAt),
          step,
          team,
          owner,
          priority,
          brief,
          acceptBy: formatInstant(acceptBy),
          outcome,
          reason,
          amount,
        }),
    ),
    contact: {
      ...contact.fields,
      id: contact.id,
      tags: contact.tags,
      lists: contact.lists,
      stage: contact.stage,
      consent: contact.consent,
      bant: contact.bant,
      suppressed: contact.suppressed,
      account: contact.account,
    },
    problems: records.problems,
  }
}

function transcribeEnrollment(
  enrollment: Enrollment,
  journal: readonly JournalEntry[],
  kindOf: (enrollment: Enrollment) => string,
): EnrollmentTranscript {
  const visits = [...journal].sort((a, b) => a.seq - b.seq)
  const timeline = visits.map(transcribeVisit)
  const { rest, step, status } = enrollment
  if (rest && step !== null && rest.held?.type !== 'enter') {
    const entered = formatInstant(rest.enteredAt)
    timeline.push({
      seq: enrollment.seq,
      at: entered,
      entered,
      step,
      kind: kindOf(enrollment),
      outlet: null,
      ...(rest.wakeAt === null ? {} : { due: formatInstant(rest.wakeAt) }),
      because: [],
    })
  }
  return {
    flow: enrollment.flow,
    status,
    reason: status === 'active' || status === 'waiting' ? null : enrollment.reason,
    step,
    path: visits
      .filter((visit) => !visit.isInterrupted)
      .map((visit) => (visit.outlet === null ? visit.step : `${visit.step}:${visit.outlet}`)),
    timeline,
    enteredAt: formatInstant(enrollment.enteredAt),
    ...(enrollment.endedAt === undefined ? {} : { endedAt: formatInstant(enrollment.endedAt) }),
  }
}

function transcribeVisit(visit: JournalEntry): TimelineEntry {
  const entered = formatInstant(visit.enteredAt)
  return {
    seq: visit.seq,
    at: visit.isInterrupted ? entered : formatInstant(visit.leftAt),
    entered,
    step: visit.step,
    kind: visit.kind,
    outlet: visit.outlet,
    ...(visit.due === undefined ? {} : { due: formatInstant(visit.due) }),
    because: visit.because ?? [],
  }
}

/** Scores are printed with at most two decimals (fine print 44). */
const twoDecimals = (value: number): number => Math.round(value * 100) / 100 + 0

const optionalInstant = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : formatInstant(at)

function compact(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
