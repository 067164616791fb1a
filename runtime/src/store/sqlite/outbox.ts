import { keyOf } from '../keys.ts'
import type { OutboxEntry, OutboxResult, OutboxState, OutboxStore } from '../outbox.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { IS_UNSETTLED, joinEffect, laneNumber, laneOf, stateNumber, stateOf } from '../rows/outbox-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'
import type { Receiver } from './inbox.ts'

interface EntryRow {
  readonly id: number
  readonly contact_ref: ContactHandle
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
/** What each decision applies to, and what it leads to. */
const DECISIONS = {
  resend: { from: ['unknown', 'held', 'failed'], to: 'queued' },
  hold: { from: ['unknown', 'failed'], to: 'held' },
  mark_sent: { from: ['unknown', 'held'], to: 'sent' },
  give_up: { from: ['unknown', 'held'], to: 'failed' },
} as const satisfies Record<string, { from: readonly OutboxState[]; to: OutboxState }>

/** What retention has emptied cannot be sent again. */
const STILL_SAYS_SOMETHING = `(payload IS NOT NULL AND lane = ${laneNumber('webhook')} OR EXISTS (
  SELECT 1 FROM message_bodies b WHERE b.outbox_id = outbox.id AND (b.text IS NOT NULL OR b.html IS NOT NULL)))`

export function openOutboxStore(database: SqliteDatabase, receiver: Receiver, dictionary: Dictionary): OutboxStore {
  const { sql, read, write, writeRepeatable } = database
  const entries = (where: string): string =>
    `SELECT o.id, o.contact_ref, c.id AS contact_id, o.tail, o.lane, o.flow, o.step, o.queued_at, o.attempts, o.payload,
       b.recipient, b.subject, b.text, b.html
     FROM outbox o JOIN contacts c ON c.ref = o.contact_ref LEFT JOIN message_bodies b ON b.outbox_id = o.id
     WHERE ${where}`
  const due = sql<[number, number, number], { id: number; at: number }>(
    `SELECT id, next_attempt_at AS at FROM outbox WHERE state = ${QUEUED} AND lane = ? AND next_attempt_at <= ?
     ORDER BY next_attempt_at, id LIMIT ?`,
  )
  const markSending = sql<[number, string]>(
    `UPDATE outbox SET state = ${SENDING}, attempts = attempts + 1, next_attempt_at = NULL, taken_at = ?
     WHERE id IN (SELECT value FROM json_each(?))`,
  )
  const byIds = sql<[string], EntryRow>(entries('o.id IN (SELECT value FROM json_each(?))'))
  const unknown = sql<[], EntryRow>(`${entries(`o.state = ${UNKNOWN} AND o.${IS_UNSETTLED}`)} ORDER BY o.id`)
  const finish = sql<[number, number | null, string | null, string | null, number | null, number, number]>(
    `UPDATE outbox SET state = ?, sent_at = ?, provider_id = coalesce(?, provider_id), error = ?, next_attempt_at = ?
     WHERE id = ? AND attempts = ? AND state = ${SENDING}`,
  )
  const interrupt = sql<[]>(
    `UPDATE outbox SET state = ${UNKNOWN}, error = 'interrupted: the provider may have taken it' WHERE state = ${SENDING} AND ${IS_UNSETTLED}`,
  )
  const nextAttempt = sql<[number], number | null>(
    `SELECT min(next_attempt_at) FROM outbox WHERE state = ${QUEUED} AND lane = ?`,
  ).pluck()
  const queuedDepth = sql<[], { lane: number; state: number; count: number; oldestAt: number }>(
    `SELECT lane, ${QUEUED} AS state, count(*) AS count, min(next_attempt_at) AS oldestAt
     FROM outbox WHERE state = ${QUEUED} GROUP BY lane`,
  )
  const unsettledDepth = sql<[], { lane: number; state: number; count: number; oldestAt: number }>(
    `SELECT lane, state, count(*) AS count, min(coalesce(taken_at, queued_at)) AS oldestAt
     FROM outbox WHERE ${IS_UNSETTLED} GROUP BY state, lane`,
  )
  const settle = Object.fromEntries(
    Object.entries(DECISIONS).map(([decision, { from, to }]) => [
      decision,
      sql<[number | null, number | null, string]>(
        `UPDATE outbox SET state = ${stateNumber(to)}, next_attempt_at = ?, sent_at = coalesce(?, sent_at)
         WHERE id IN (SELECT value FROM json_each(?)) AND state IN (${from.map(stateNumber).join(', ')})
           ${decision === 'resend' ? `AND ${STILL_SAYS_SOMETHING}` : ''}`,
      ),
    ]),
  )

  // Whatever is being sent after the first look is being sent by this process, the only writer.
  let isRecovered = false

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

  function finishOne(result: OutboxResult, now: number): void {
    const { id, attempt } = result
    const isDone = result.state === 'sent' || result.state === 'captured'
    const providerId = result.state === 'sent' ? (result.providerId ?? null) : null
    const error = 'error' in result ? result.error : null
    const nextAttemptAt = result.state === 'retry' ? result.nextAttemptAt : null
    const state = result.state === 'retry' ? QUEUED : stateNumber(result.state)
    const { changes } = finish.run(state, isDone ? now : null, providerId, error, nextAttemptAt, id, attempt)
    if (changes > 0) for (const arrival of result.arrivals ?? []) receiver.receive(arrival, now)
  }

  return {
    // On the disk before anything is handed over, and with it every turn that led here.
    claim: ({ lanes, now, limit }) =>
      write(() => {
        const found = lanes.flatMap((lane) => due.all(laneNumber(lane), now, limit))
        if (found.length === 0) return []
        const taken = found.sort((a, b) => a.at - b.at || a.id - b.id).slice(0, limit)
        const ids = JSON.stringify(taken.map(({ id }) => id))
        markSending.run(now, ids)
        const rows = new Map(byIds.all(ids).map((row) => [row.id, row]))
        return taken.flatMap(({ id }) => rows.get(id) ?? []).map(decode)
      }),
    // What is lost with the power is found in state `sending` again, and is then unknown, as after any interruption.
    record: (results, now) =>
      writeRepeatable(() => {
        for (const result of results) finishOne(result, now)
      }),
    recoverInterrupted: () =>
      write(() => {
        if (!isRecovered) interrupt.run()
        isRecovered = true
        return unknown.all().map(decode)
      }),
    settle: (ids, decision, now) =>
      write(() => {
        const nextAttemptAt = decision === 'resend' ? now : null
        const sentAt = decision === 'mark_sent' ? now : null
        return settle[decision]?.run(nextAttemptAt, sentAt, JSON.stringify(ids)).changes ?? 0
      }),
    nextAttemptAt: (lanes) =>
      read(() => {
        const instants = lanes.flatMap((lane) => nextAttempt.get(laneNumber(lane)) ?? [])
        return instants.length === 0 ? null : Math.min(...instants)
      }),
    depth: () =>
      read(() =>
        [...queuedDepth.all(), ...unsettledDepth.all()].map(({ lane, state, count, oldestAt }) => ({
          lane: laneOf(lane),
          state: stateOf(state),
          count,
          oldestAt,
        })),
      ),
  }
}
