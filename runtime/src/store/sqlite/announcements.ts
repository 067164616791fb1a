import type { Cause } from '@couveuse/shared/engine/cause'
import type { AnnouncementStore } from '../announcements.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import type { SqliteDatabase } from './database.ts'

/** Puts one cause into many inboxes inside somebody's transaction, whatever their number in two statements. */
export interface Announcer {
  tellAll(cause: Cause, now: number): number
  /** Contacts with an open enrollment in the flow, each once: at most one is open per flow and contact. */
  tellEnrolled(flow: number, cause: Cause, now: number): number
  /** Of these only who waits (or failed) at one of the places: version and word of the step. */
  tellAt(flow: number, places: readonly (readonly [version: number, step: number])[], cause: Cause, now: number): number
}

export function openAnnouncer({ sql }: SqliteDatabase): Announcer {
  const enrolled = `SELECT contact_ref FROM enrollments WHERE flow = ? AND status <= ${LAST_OPEN_STATUS}`
  const writeAll = sql<[number, string]>(
    'INSERT INTO inbox (contact_ref, received_at, cause) SELECT ref, ?, ? FROM contacts ORDER BY ref',
  )
  const writeEnrolled = sql<[number, string, number]>(
    `INSERT INTO inbox (contact_ref, received_at, cause) SELECT contact_ref, ?, ? FROM (${enrolled})`,
  )
  const ring = 'UPDATE contact_clock SET pending = pending + 1, due_at = min(coalesce(due_at, ?), ?)'
  const ringAll = sql<[number, number]>(ring)
  const ringEnrolled = sql<[number, number, number]>(`${ring} WHERE contact_ref IN (${enrolled})`)
  const there = `${enrolled} AND (version, step) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`
  const writeThere = sql<[number, string, number, string]>(
    `INSERT INTO inbox (contact_ref, received_at, cause) SELECT contact_ref, ?, ? FROM (${there})`,
  )
  const ringThere = sql<[number, number, number, string]>(`${ring} WHERE contact_ref IN (${there})`)
  return {
    tellAll(cause, now) {
      ringAll.run(now, now)
      return writeAll.run(now, JSON.stringify(cause)).changes
    },
    tellEnrolled(flow, cause, now) {
      ringEnrolled.run(now, now, flow)
      return writeEnrolled.run(now, JSON.stringify(cause), flow).changes
    },
    tellAt(flow, places, cause, now) {
      const asked = JSON.stringify(places)
      ringThere.run(now, now, flow, asked)
      return writeThere.run(now, JSON.stringify(cause), flow, asked).changes
    },
  }
}

export function openAnnouncementStore(database: SqliteDatabase, announcer: Announcer): AnnouncementStore {
  const { sql, read, write } = database
  const all = sql<[], { name: string; value: string }>('SELECT name, value FROM marks')
  const keep = sql<[string, string]>('REPLACE INTO marks (name, value) VALUES (?, ?)')
  const forget = sql<[string]>('DELETE FROM marks WHERE name = ?')
  return {
    marks: () => read(() => new Map(all.all().map(({ name, value }) => [name, value]))),
    keepMarks: (marks) =>
      write(() => {
        for (const [name, value] of Object.entries(marks))
          if (value === null) forget.run(name)
          else keep.run(name, value)
      }),
    tellEverybody: (cause, { name, value }, now) =>
      write(() => {
        keep.run(name, value)
        return announcer.tellAll(cause, now)
      }),
  }
}
