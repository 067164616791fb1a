import { INVARIANTS, type Invariant, type Violation } from '@couveuse/shared/api/operations'
import type { AuditFinding } from '../store/operations.ts'
import type { OutboxLane } from '../store/outbox.ts'
import type { Pulse } from './pulse.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How late is too late. */
const BOUNDS = {
  dueMs: MINUTE,
  /** late for this long is no hiccup any more */
  dueLongMs: 10 * MINUTE,
  queuedMs: { email: HOUR, notify: HOUR, sms: 15 * MINUTE, webhook: 15 * MINUTE } satisfies Record<OutboxLane, number>,
  sendingMs: 15 * MINUTE,
  undecidedMs: 24 * HOUR,
} as const

/** Those that only an audit can judge; the rest are looked at with every pulse. */
export const AUDITED: readonly Invariant[] = INVARIANTS.slice(INVARIANTS.indexOf('enrollment_counters_match'), -1)

type Judge = (pulse: Pulse) => readonly Violation[]

const secondsSince = (at: number, now: number): number => Math.max(0, Math.round((now - at) / SECOND))

/** One row per invariant that counters and indexes can tell about. */
const JUDGES: readonly Judge[] = [
  ({ at, since, due: { count, oldestAt } }) => {
    if (oldestAt === null) return []
    const lateMs = at - Math.max(oldestAt, since)
    if (lateMs <= BOUNDS.dueMs) return []
    const seconds = secondsSince(oldestAt, at)
    return [
      {
        invariant: 'due_taken_in_time',
        level: lateMs > BOUNDS.dueLongMs ? 'error' : 'warning',
        message: `${count} contacts are due; the one that waits longest has been due for ${seconds} s.`,
        wayOut: 'Look whether the runtime is busy (couveuse_turn_batch_seconds) or its turns fail (the log).',
        facts: { count, seconds },
      },
    ]
  },
  ({ setAside: { abandoned, retrying, oldestAt }, at }) => {
    if (abandoned === 0 && retrying === 0) return []
    const seconds = oldestAt === null ? 0 : secondsSince(oldestAt, at)
    return [
      {
        invariant: 'turns_succeed',
        level: abandoned > 0 ? 'error' : 'warning',
        message: `The turns of ${abandoned + retrying} contacts fail; ${abandoned} of them are not tried again until something new arrives.`,
        wayOut:
          'Read the reasons on the health page, mend the cause (a restored backup, a new version) and try them again there.',
        facts: { count: abandoned + retrying, abandoned, seconds },
      },
    ]
  },
  ({ outbox, at, since }) =>
    outbox.flatMap(({ lane, state, count, oldestAt }): Violation[] => {
      if (state !== 'queued' || at - Math.max(oldestAt, since) <= BOUNDS.queuedMs[lane]) return []
      const seconds = secondsSince(oldestAt, at)
      return [
        {
          invariant: 'outbox_moves',
          level: 'warning',
          message: `${count} messages (${lane}) wait to be sent; the oldest should have left ${seconds} s ago.`,
          wayOut:
            'Look at the answers of the provider in the outbox, or allow more per second (EMAIL_PER_SECOND, SMS_PER_SECOND, WEBHOOKS_PER_SECOND).',
          facts: { lane, count, seconds },
        },
      ]
    }),
  ({ outbox, at }) =>
    outbox.flatMap(({ lane, state, count, oldestAt }): Violation[] => {
      if (state !== 'sending' || at - oldestAt <= BOUNDS.sendingMs) return []
      const seconds = secondsSince(oldestAt, at)
      return [
        {
          invariant: 'sends_are_answered',
          level: 'warning',
          message: `${count} messages (${lane}) are on their way; the first was handed over ${seconds} s ago and has no answer.`,
          wayOut:
            'Restart the runtime: what is on its way becomes unknown and follows the policy for interrupted sends.',
          facts: { lane, count, seconds },
        },
      ]
    }),
  ({ outbox, at }) =>
    outbox.flatMap(({ lane, state, count, oldestAt }): Violation[] => {
      const isWaiting = state === 'held' || state === 'unknown'
      if (!isWaiting || at - oldestAt <= BOUNDS.undecidedMs) return []
      const seconds = secondsSince(oldestAt, at)
      return [
        {
          invariant: 'decisions_are_taken',
          level: 'warning',
          message: `${count} messages (${lane}, ${state}) wait for a decision, the first for ${Math.round(seconds / 3600)} h.`,
          wayOut: 'Open the outbox, choose what needs a decision, and send again, mark as sent or give up.',
          facts: { lane, state, count, seconds },
        },
      ]
    }),
  ({ isLoopWell }) =>
    isLoopWell
      ? []
      : [
          {
            invariant: 'turns_are_written',
            level: 'error',
            message: 'The last round of turns could not be read from the database or written to it.',
            wayOut:
              'Look at the log for the reason: a full disk, a database that is away, a lock held by another program.',
            facts: {},
          },
        ],
  ({ isQueueWell }) =>
    isQueueWell
      ? []
      : [
          {
            invariant: 'queue_answers',
            level: 'warning',
            message: 'The queue does not answer: nothing is lost, timers of this process go on without it.',
            wayOut: 'Start the server behind QUEUE_URL again; the runtime finds it by itself.',
            facts: {},
          },
        ],
  ({ balances }) =>
    balances.flatMap(({ flow, entered, open, ended }): Violation[] =>
      entered === open + ended
        ? []
        : [
            {
              invariant: 'entered_is_open_and_ended',
              level: 'error',
              message: `Flow ${flow}: ${entered} contacts entered, but ${open} are under way and ${ended} have ended.`,
              wayOut: 'Run couveuse doctor, which compares the counters with every enrollment; it can repair them.',
              facts: { flow, entered, open, ended },
            },
          ],
    ),
]

export const judgePulse = (pulse: Pulse): readonly Violation[] => JUDGES.flatMap((judge) => judge(pulse))

const REPAIR = 'Stop the runtime and run couveuse doctor --repair: the rows are right, the counters follow them.'

/** What an audit found, in words. */
export function judgeFinding(finding: AuditFinding): Violation {
  switch (finding.type) {
    case 'enrollments': {
      const { flow, version, status, counted, found } = finding
      return {
        invariant: 'enrollment_counters_match',
        level: 'error',
        message: `Flow ${flow}, version ${version}: ${counted} enrollments are counted as ${status}, and ${found} are there.`,
        wayOut: REPAIR,
        facts: { flow, version, status, counted, found },
      }
    }
    case 'places': {
      const { flow, version, step, measure, counted, found } = finding
      return {
        invariant: 'place_counters_match',
        level: 'error',
        message: `Flow ${flow}, version ${version}, step ${step}: ${counted} contacts are counted as ${measure}, and ${found} are there.`,
        wayOut: REPAIR,
        facts: { flow, version, step, measure, counted, found },
      }
    }
    case 'visits': {
      const { flow, step, outlet, counted, found } = finding
      const way = outlet === null ? 'without an outlet' : `by ${outlet}`
      return {
        invariant: 'visit_counters_match',
        level: 'error',
        message: `Flow ${flow}, step ${step}: ${counted} visits are counted that left ${way}, and journals have ${found}.`,
        wayOut: REPAIR,
        facts: { flow, step, outlet: outlet ?? '', counted, found },
      }
    }
    case 'sequence': {
      const { flow, counted, found } = finding
      const what =
        found > counted ? `${found - counted} visits were made twice` : `${counted - found} visits are missing`
      return {
        invariant: 'visits_are_made_once',
        level: 'error',
        message: `Flow ${flow}: ${what} (enrollments number ${counted}, journals and rests have ${found}).`,
        wayOut: 'Keep a backup as it is, and report it with the log of that time: this must never happen.',
        facts: { flow, counted, found, twice: Math.max(0, found - counted), missing: Math.max(0, counted - found) },
      }
    }
    case 'wake_up': {
      const { contactId, wakeAt, dueAt } = finding
      const due = dueAt === null ? 'never' : new Date(dueAt).toISOString()
      return {
        invariant: 'waiting_contacts_wake_up',
        level: 'error',
        message: `Contact ${contactId} waits for ${new Date(wakeAt).toISOString()} and would be woken ${due}.`,
        wayOut: 'Stop the runtime and run couveuse doctor --repair: the contact is looked at and goes on.',
        facts: { contact: contactId, wakeAt, ...(dueAt === null ? {} : { dueAt }) },
      }
    }
    case 'inbox': {
      const { contactId, counted, found } = finding
      return {
        invariant: 'inbox_is_counted',
        level: 'error',
        message: `Contact ${contactId}: ${counted} arrivals are counted in the inbox, and ${found} are there.`,
        wayOut: 'Stop the runtime and run couveuse doctor --repair: the inbox is counted again and taken in.',
        facts: { contact: contactId, counted, found },
      }
    }
  }
}

/** Structure or references of the database itself. */
export const damageViolation = (problem: string): Violation => ({
  invariant: 'database_is_sound',
  level: 'error',
  message: `The database is damaged: ${problem}.`,
  wayOut: 'Stop the runtime, keep the file aside, and bring back the last good backup with couveuse restore.',
  facts: { problem },
})
