import { z } from 'zod'
import { contactRefSchema } from './contacts.ts'
import { instantSchema } from './instant.ts'
import { MESSAGE_STATES } from './messages.ts'

/**
 * What must hold at any time; docs/operations.md has a page of the runbook for each. Looked at every minute: the first
 * eight, from counters and indexes. The others compare every row and belong to an audit (once a day, and when asked for).
 */
export const INVARIANTS = [
  'due_taken_in_time',
  'turns_succeed',
  'outbox_moves',
  'sends_are_answered',
  'decisions_are_taken',
  'turns_are_written',
  'queue_answers',
  'entered_is_open_and_ended',
  'enrollment_counters_match',
  'place_counters_match',
  'visit_counters_match',
  'visits_are_made_once',
  'waiting_contacts_wake_up',
  'inbox_is_counted',
  'database_is_sound',
] as const
export const invariantSchema = z.enum(INVARIANTS)
export type Invariant = z.infer<typeof invariantSchema>

/** An invariant that does not hold, in one place. */
export const violationSchema = z
  .object({
    invariant: invariantSchema,
    /** `error`: something was lost, doubled or will never happen; `warning`: it happens late, or waits for somebody */
    level: z.enum(['error', 'warning']),
    /** thing and place */
    message: z.string(),
    /** what to do */
    wayOut: z.string(),
    /** what the message says, for other languages: counts, seconds, flow, step, contact */
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'Violation' })
export type Violation = z.infer<typeof violationSchema>

/** `GET /api/operations`: how the runtime is doing, in full. */
export const operationsSchema = z
  .object({
    at: instantSchema,
    /** `alert`: at least one invariant does not hold */
    status: z.enum(['ok', 'attention', 'alert']),
    violations: z.array(violationSchema),
    /** one line per invariant; `unchecked` = no audit has run yet, or this kind of check needs `couveuse doctor` */
    invariants: z.array(
      z.object({
        invariant: invariantSchema,
        state: z.enum(['holds', 'violated', 'unchecked']),
        checkedAt: instantSchema.nullable(),
      }),
    ),
    /** failed enrollments, waiting for somebody */
    stuck: z.int(),
    due: z.object({ count: z.int(), oldestSeconds: z.number() }),
    inboxDepth: z.int(),
    setAside: z.object({
      retrying: z.int(),
      abandoned: z.int(),
      /** the longest waiting, at most twenty */
      contacts: z.array(
        z.object({
          contact: contactRefSchema,
          code: z.string(),
          message: z.string(),
          since: instantSchema,
          faults: z.int(),
          retryAt: instantSchema.nullable(),
        }),
      ),
    }),
    outbox: z.array(
      z.object({
        lane: z.enum(['email', 'sms', 'notify', 'webhook']),
        state: z.enum(MESSAGE_STATES),
        count: z.int(),
        oldestAt: instantSchema,
      }),
    ),
    queue: z.enum(['ok', 'failing']),
    audit: z.object({
      isRunning: z.boolean(),
      /** of the last one that was finished; null = never */
      at: instantSchema.nullable(),
      tookSeconds: z.number().nullable(),
      violations: z.int().nullable(),
    }),
  })
  .meta({ id: 'Operations' })
export type Operations = z.infer<typeof operationsSchema>

/** `POST /api/operations/set-aside/retry`; no ids = all of them. */
export const retrySetAsideSchema = z
  .strictObject({ contacts: z.array(z.string().min(1).max(100)).min(1).max(1000).optional() })
  .meta({ id: 'RetrySetAside' })
export const retriedSchema = z.object({ retried: z.int() }).meta({ id: 'Retried' })
