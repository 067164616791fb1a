import { plainText } from '@couveuse/shared/message/plain-text'
import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitKey } from '../keys.ts'
import type { MessageQuery, MessageStore } from '../messages.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { decodeMessage, MESSAGE_COLUMNS, type MessageColumns } from '../rows/message-codec.ts'
import { IS_UNSETTLED, laneNumber, stateNumber } from '../rows/outbox-codec.ts'
import { decodeEvent, EVENT_COLUMNS, type EventColumns } from '../rows/record-codec.ts'
import type { ContactReader } from './contact-reader.ts'
import type { SqliteDatabase } from './database.ts'
import { openQueryRunner, query } from './query.ts'

const WEBHOOK = laneNumber('webhook')
const UNSETTLED: readonly string[] = ['sending', 'failed', 'unknown', 'held']

interface FullColumns extends MessageColumns {
  readonly text: string | null
  readonly html: string | null
  readonly payload: string | null
}

export function openMessageStore(
  database: SqliteDatabase,
  reader: ContactReader,
  dictionary: Dictionary,
): MessageStore {
  const { sql, read } = database
  const run = openQueryRunner(database)
  // The visit's key finds the first message of the visit.
  const one = sql<[number, string, string], FullColumns>(
    `SELECT ${MESSAGE_COLUMNS.join(', ')}, message_bodies.text, message_bodies.html, outbox.payload
     FROM outbox JOIN message_bodies ON message_bodies.outbox_id = outbox.id
     WHERE outbox.contact_ref = ? AND (outbox.tail = ? OR outbox.tail GLOB ? || ':[0-9]*') ORDER BY outbox.id LIMIT 1`,
  )
  const events = sql<[number, string], EventColumns>(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE contact_ref = ? AND message_tail = ? ORDER BY position`,
  ).raw()

  function build({ channel, state, flow, contactId, cursor, limit }: MessageQuery) {
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
    if (flow !== undefined) rows = rows.where('outbox.flow', '=', dictionary.flows.find(flow) ?? 0)
    if (contactId !== undefined) rows = rows.where('outbox.contact_ref', '=', reader.byId(contactId)?.handle ?? null)
    if (cursor !== undefined) rows = rows.where('outbox.id', '<', readCursor(cursor, 'messages', ['number'])[0])
    return rows
  }

  return {
    list: (request) =>
      read(() => {
        const rows = run(build(request))
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = reader.byHandles(shown.map((row) => row.contact_ref))
        return {
          items: shown.flatMap((row) => {
            const contact = contacts.get(row.contact_ref)?.contact
            return contact ? [{ ...decodeMessage(contact.id, row, dictionary), contact }] : []
          }),
          nextCursor: last ? writeCursor('messages', [last.id]) : null,
        }
      }),
    get: (key) =>
      read(() => {
        const parts = splitKey(key)
        const found = parts?.tail.includes(':') ? reader.byId(parts.contactId) : undefined
        const row = found && parts && one.get(found.handle, parts.tail, parts.tail)
        if (!row) return undefined
        const { contact } = found.row
        const message = decodeMessage(contact.id, row, dictionary)
        const payload = row.payload === null ? {} : JSON.parse(row.payload)
        const visit = row.tail.split(':').slice(0, 2).join(':')
        return {
          ...message,
          contact,
          text: plainText({ text: row.text, html: row.html }),
          html: row.html,
          isBodyKept: row.text !== null || row.html !== null,
          from: typeof payload.from === 'string' ? payload.from : null,
          topic: typeof payload.topic === 'string' ? payload.topic : null,
          events: events.all(found.handle, visit).map((event) => decodeEvent(contact.id, event)),
        }
      }),
  }
}
