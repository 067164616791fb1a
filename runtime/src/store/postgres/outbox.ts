import { keyOf } from '../keys.ts'
import type { OutboxDecision, OutboxEntry, OutboxLane, OutboxResult, OutboxState, OutboxStore } from '../outbox.ts'
import { IS_UNSETTLED, joinEffect, laneNumber, laneOf, stateNumber, stateOf } from '../rows/outbox-codec.ts'
import { columnsOf, numbers } from './arrays.ts'
import type { PostgresDatabase } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { receive } from './inbox.ts'
import { SENDER_LOCKS, type Sender } from './sender.ts'
import { sql } from './sql.ts'

interface EntryRow {
  readonly id: number
  readonly contact_id: string
  readonly tail: string
  readonly lane: number
  readonly flow: number
  readonly step: number
  readonly queued_at: number
  readonly attempts: number
  readonly payload: string | null
  readonly recipient: string | null
  readonly subject: string | null
  readonly text: string | null
  readonly html: string | null
}

const QUEUED = stateNumber('queued')
const SENDING = stateNumber('sending')
const UNKNOWN = stateNumber('unknown')
const DONE = `${stateNumber('sent')}, ${stateNumber('captured')}`
/** What each decision applies to, and what it leads to. */
const DECISIONS = {
  resend: { from: ['unknown', 'held', 'failed'], to: 'queued' },
  hold: { from: ['unknown', 'failed'], to: 'held' },
  mark_sent: { from: ['unknown', 'held'], to: 'sent' },
  give_up: { from: ['unknown', 'held'], to: 'failed' },
} as const satisfies Record<OutboxDecision, { from: readonly OutboxState[]; to: OutboxState }>
/** What retention has emptied cannot be sent again. */
const STILL_SAYS_SOMETHING = `(payload IS NOT NULL AND lane = ${laneNumber('webhook')} OR EXISTS (
  SELECT 1 FROM message_bodies b WHERE b.outbox_id = outbox.id AND (b.text IS NOT NULL OR b.html IS NOT NULL)))`

const ENTRY = 'o.id, c.id AS contact_id, o.tail, o.lane, o.flow, o.step, o.queued_at, o.attempts, o.payload'
const SAYS = 'b.recipient, b.subject, b.text, b.html'
// Taken, marked and read in one statement: several processes take at the same time and none of them waits.
const claim = (lanes: string): string =>
  `WITH due AS (
     SELECT id, next_attempt_at AS at FROM outbox WHERE state = ${QUEUED} AND ${lanes} AND next_attempt_at <= $2
     ORDER BY next_attempt_at, id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED
   ), taken AS (
     UPDATE outbox o SET state = ${SENDING}, attempts = o.attempts + 1, next_attempt_at = NULL, taken_at = $2, sender = $4
     FROM due WHERE o.id = due.id RETURNING o.*, due.at
   )
   SELECT ${ENTRY}, ${SAYS} FROM taken o JOIN contacts c ON c.ref = o.contact_ref
   LEFT JOIN message_bodies b ON b.outbox_id = o.id ORDER BY o.at, o.id`
const CLAIM_LANE = sql<[number, number, number, number], EntryRow>(claim('lane = $1'))
const CLAIM_LANES = sql<[string, number, number, number], EntryRow>(claim('lane = ANY ($1::smallint[])'))
const UNKNOWN_ENTRIES = sql<[], EntryRow>(
  `SELECT ${ENTRY}, ${SAYS} FROM outbox o JOIN contacts c ON c.ref = o.contact_ref
   LEFT JOIN message_bodies b ON b.outbox_id = o.id WHERE o.state = ${UNKNOWN} AND o.${IS_UNSETTLED} ORDER BY o.id`,
)
// What a process reports that was taken for dead is news all the same, as long as nobody has acted on its death.
const FINISH = sql<string[], { id: number }>(
  `UPDATE outbox o SET state = given.state, sent_at = given.sent_at, provider_id = coalesce(given.provider_id, o.provider_id),
     error = given.error, next_attempt_at = given.next_attempt_at
   FROM unnest($1::bigint[], $2::integer[], $3::smallint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[])
     AS given (id, attempt, state, sent_at, provider_id, error, next_attempt_at)
   WHERE o.id = given.id AND o.attempts = given.attempt
     AND (o.state = ${SENDING} OR given.state IN (${DONE}) AND o.state IN (${QUEUED}, ${UNKNOWN}, ${stateNumber('held')}))
   RETURNING o.id`,
)
const INTERRUPT = sql<[number]>(
  `UPDATE outbox SET state = ${UNKNOWN}, error = 'interrupted: the provider may have taken it'
   WHERE state = ${SENDING} AND ${IS_UNSETTLED} AND NOT EXISTS (
     SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
     WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
       AND l.classid::bigint = $1 AND l.objid::bigint = outbox.sender)`,
)
const NEXT_ATTEMPT = sql<[number], { at: number | null }>(
  `SELECT min(next_attempt_at) AS at FROM outbox WHERE state = ${QUEUED} AND lane = $1`,
)
interface Depth {
  readonly lane: number
  readonly state: number
  readonly count: number
  readonly oldestAt: number
}
const QUEUED_DEPTH = sql<[], Depth>(
  `SELECT lane, state, count(*) AS count, min(next_attempt_at) AS "oldestAt"
   FROM outbox WHERE state = ${QUEUED} GROUP BY lane, state ORDER BY lane`,
)
const UNSETTLED_DEPTH = sql<[], Depth>(
  `SELECT lane, state, count(*) AS count, min(coalesce(taken_at, queued_at)) AS "oldestAt"
   FROM outbox WHERE ${IS_UNSETTLED} GROUP BY state, lane ORDER BY state, lane`,
)
const settlement = (decision: OutboxDecision) => {
  const { from, to } = DECISIONS[decision]
  return sql<[number | null, number | null, string]>(
    `UPDATE outbox SET state = ${stateNumber(to)}, next_attempt_at = $1, sent_at = coalesce($2, sent_at)
     WHERE id = ANY ($3::bigint[]) AND state IN (${from.map(stateNumber).join(', ')})
       ${decision === 'resend' ? `AND ${STILL_SAYS_SOMETHING}` : ''}`,
  )
}
const SETTLE: Readonly<Record<OutboxDecision, ReturnType<typeof settlement>>> = {
  resend: settlement('resend'),
  hold: settlement('hold'),
  mark_sent: settlement('mark_sent'),
  give_up: settlement('give_up'),
}

export function openOutboxStore(
  { read, write }: PostgresDatabase,
  sender: Sender,
  dictionary: SharedDictionary,
): OutboxStore {
  function decode(row: EntryRow): OutboxEntry {
    const { id, contact_id: contactId, tail, payload, recipient, subject, text, html } = row
    const lane = laneOf(row.lane)
    const effect = joinEffect({
      key: keyOf(contactId, tail),
      contactId,
      flow: dictionary.flows.keyOf(row.flow),
      step: dictionary.words.wordOf(row.step),
      lane,
      payload,
      body:
        recipient === null || subject === null
          ? undefined
          : { to: recipient, subject, text, ...(html !== null && { html }) },
    })
    return { id, lane, effect, queuedAt: row.queued_at, attempt: row.attempts }
  }

  async function take(lanes: readonly OutboxLane[], now: number, limit: number): Promise<readonly OutboxEntry[]> {
    const number = await sender.number()
    const [lane, ...others] = lanes.map(laneNumber)
    if (lane === undefined) return []
    // What cannot be decoded must not stay taken: the transaction ends after the last word is known.
    return write(async (session) => {
      const rows =
        others.length === 0
          ? await session.all(CLAIM_LANE, lane, now, limit, number)
          : await session.all(CLAIM_LANES, numbers([lane, ...others]), now, limit, number)
      return dictionary.decoding(session, () => rows.map(decode))
    })
  }

  return {
    claim: ({ lanes, now, limit }) => take(lanes, now, limit),
    record: (results, now) =>
      write(async (session) => {
        if (results.length === 0) return
        const rows = results.map((result) => resultRow(result, now))
        const finished = new Set((await session.all(FINISH, ...columnsOf(rows, 7))).map(({ id }) => id))
        const arrivals = results.flatMap((result) => (finished.has(result.id) ? (result.arrivals ?? []) : []))
        if (arrivals.length > 0) await receive(session, arrivals, now)
      }),
    recoverInterrupted: () =>
      write(async (session) => {
        await session.run(INTERRUPT, SENDER_LOCKS)
        const rows = await session.all(UNKNOWN_ENTRIES)
        return dictionary.decoding(session, () => rows.map(decode))
      }),
    settle: (ids, decision, now) =>
      write((session) =>
        session.run(
          SETTLE[decision],
          decision === 'resend' ? now : null,
          decision === 'mark_sent' ? now : null,
          numbers(ids),
        ),
      ),
    nextAttemptAt: (lanes) =>
      read(async (session) => {
        const found = await Promise.all(lanes.map((lane) => session.get(NEXT_ATTEMPT, laneNumber(lane))))
        const instants = found.flatMap((row) => row?.at ?? [])
        return instants.length === 0 ? null : Math.min(...instants)
      }),
    depth: () =>
      read(async (session) => {
        const [queued, unsettled] = await Promise.all([session.all(QUEUED_DEPTH), session.all(UNSETTLED_DEPTH)])
        return [...queued, ...unsettled].map(({ lane, state, count, oldestAt }) => ({
          lane: laneOf(lane),
          state: stateOf(state),
          count,
          oldestAt,
        }))
      }),
  }
}

function resultRow(result: OutboxResult, now: number) {
  const isDone = result.state === 'sent' || result.state === 'captured'
  return [
    result.id,
    result.attempt,
    result.state === 'retry' ? QUEUED : stateNumber(result.state),
    isDone ? now : null,
    result.state === 'sent' ? (result.providerId ?? null) : null,
    'error' in result ? result.error : null,
    result.state === 'retry' ? result.nextAttemptAt : null,
  ]
}
