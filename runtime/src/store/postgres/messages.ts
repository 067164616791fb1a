import { plainText } from '@couveuse/shared/message/plain-text'
import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitKey } from '../keys.ts'
import type { MessageQuery, MessageStore } from '../messages.ts'
import { decodeMessage, MESSAGE_COLUMNS, type MessageColumns } from '../rows/message-codec.ts'
import { IS_UNSETTLED, laneNumber, stateNumber } from '../rows/outbox-codec.ts'
import { decodeEvent, EVENT_COLUMNS, type EventColumns } from '../rows/record-codec.ts'
import { contactReader } from './contact-reader.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { query, runQuery } from './query.ts'
import { sql, tuples } from './sql.ts'

const WEBHOOK = laneNumber('webhook')
const UNSETTLED: readonly string[] = ['sending', 'failed', 'unknown', 'held']

interface FullColumns extends MessageColumns {
  readonly text: string | null
  readonly html: string | null
  readonly payload: string | null
}

// The visit's key finds the first message of the visit. A tail is digits and colons.
const ONE = sql<[number, string], FullColumns>(
  `SELECT ${MESSAGE_COLUMNS.join(', ')}, message_bodies.text, message_bodies.html, outbox.payload
   FROM outbox JOIN message_bodies ON message_bodies.outbox_id = outbox.id
   WHERE outbox.contact_ref = $1 AND (outbox.tail = $2 OR outbox.tail >= $2 || ':' AND outbox.tail < $2 || ';')
   ORDER BY outbox.id LIMIT 1`,
)
const EVENTS = tuples<[number, string], EventColumns>(
  `SELECT ${EVENT_COLUMNS} FROM events WHERE contact_ref = $1 AND message_tail = $2 ORDER BY position`,
)

export function openMessageStore({ read }: PostgresDatabase, dictionary: SharedDictionary): MessageStore {
  async function build(session: Session, { channel, state, flow, contactId, cursor, limit }: MessageQuery) {
    let rows = query
      .selectFrom('outbox')
      .innerJoin('message_bodies', 'message_bodies.outbox_id', 'outbox.id')
      .select(MESSAGE_COLUMNS)
      .where('outbox.lane', '<>', WEBHOOK)
      .orderBy('outbox.id', 'desc')
      .limit(limit + 1)
    if (channel !== undefined) rows = rows.where('outbox.lane', '=', laneNumber(channel))
    if (state !== undefined) rows = rows.where('outbox.state', '=', stateNumber(state))
    if (state !== undefined && UNSETTLED.includes(state))
      rows = rows.where(raw<boolean>`outbox.${raw.raw(IS_UNSETTLED)}`)
    if (flow !== undefined) rows = rows.where('outbox.flow', '=', (await dictionary.flowNumber(session, flow)) ?? 0)
    if (contactId !== undefined)
      rows = rows.where('outbox.contact_ref', '=', await contactReader.handleOf(session, contactId))
    if (cursor !== undefined) rows = rows.where('outbox.id', '<', readCursor(cursor, 'messages', ['number'])[0])
    return { built: rows }
  }

  return {
    list: (request) =>
      read(async (session) => {
        const rows = await runQuery(session, (await build(session, request)).built)
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = await contactReader.byHandles(
          session,
          shown.map((row) => row.contact_ref),
        )
        const items = await dictionary.decoding(session, () =>
          shown.flatMap((row) => {
            const contact = contacts.get(row.contact_ref)?.contact
            return contact ? [{ ...decodeMessage(contact.id, row, dictionary), contact }] : []
          }),
        )
        return { items, nextCursor: last ? writeCursor('messages', [last.id]) : null }
      }),
    get: (key) =>
      read(async (session) => {
        const parts = splitKey(key)
        const found = parts?.tail.includes(':') ? await contactReader.byId(session, parts.contactId) : undefined
        const row = found && parts && (await session.get(ONE, found.handle, parts.tail))
        if (!row) return undefined
        const { contact } = found.row
        const message = await dictionary.decoding(session, () => decodeMessage(contact.id, row, dictionary))
        const payload = row.payload === null ? {} : JSON.parse(row.payload)
        const events = await session.all(EVENTS, found.handle, row.tail.split(':').slice(0, 2).join(':'))
        return {
          ...message,
          contact,
          text: plainText({ text: row.text, html: row.html }),
          html: row.html,
          isBodyKept: row.text !== null || row.html !== null,
          from: typeof payload.from === 'string' ? payload.from : null,
          topic: typeof payload.topic === 'string' ? payload.topic : null,
          events: events.map((event) => decodeEvent(contact.id, event)),
        }
      }),
  }
}
