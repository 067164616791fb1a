import type { Page } from '@couveuse/shared/api/page'
import { type RawBuilder, sql } from 'kysely'
import type { ContactQuery, ContactRow } from '../contacts.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { foldText } from '../folding.ts'
import { plainText } from './arrays.ts'
import { contactReader } from './contact-reader.ts'
import type { Session } from './database.ts'
import { query, runQuery } from './query.ts'

/** What each order sorts by; the handle breaks ties in the same direction. */
interface Order {
  readonly by: RawBuilder<string | number>
  readonly direction: 'asc' | 'desc'
  readonly kind: 'number' | 'string'
}
const ORDERS = {
  newest: { by: sql<number>`contacts.created_at`, direction: 'desc', kind: 'number' },
  oldest: { by: sql<number>`contacts.created_at`, direction: 'asc', kind: 'number' },
  name: { by: sql<string>`contacts.name_key`, direction: 'asc', kind: 'string' },
  score: { by: sql<number>`contact_clock.fit + contact_clock.engagement`, direction: 'desc', kind: 'number' },
  activity: { by: sql<number>`contact_clock.last_activity_at`, direction: 'desc', kind: 'number' },
} as const satisfies Record<ContactQuery['sort'], Order>

export async function listContacts(
  session: Session,
  request: ContactQuery,
): Promise<Page<ContactRow> & { readonly total: number }> {
  const { sort, cursor, limit } = request
  const { by, direction, kind }: Order = ORDERS[sort]
  let page = filtered(request)
    .select(['contacts.ref', by.as('position')])
    .orderBy(by, direction)
    .orderBy('contacts.ref', direction)
    .limit(limit + 1)
  if (cursor !== undefined) {
    const [position, ref] = readCursor(cursor, `contacts ${sort}`, [kind, 'number'])
    const beyond = sql.raw(direction === 'desc' ? '<' : '>')
    page = page.where(sql<boolean>`(${by}, contacts.ref) ${beyond} (${position}, ${ref})`)
  }
  const [rows, counted] = await Promise.all([
    runQuery(session, page),
    runQuery(
      session,
      filtered(request).select(({ fn }) => fn.countAll<number>().as('n')),
    ),
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const contacts = await contactReader.byHandles(
    session,
    shown.map(({ ref }) => ref),
  )
  return {
    items: shown.flatMap(({ ref }) => contacts.get(ref) ?? []),
    nextCursor: last ? writeCursor(`contacts ${sort}`, [last.position, last.ref]) : null,
    total: counted[0]?.n ?? 0,
  }
}

function filtered({ search, stage, score }: ContactQuery) {
  let rows = query.selectFrom('contacts').leftJoin('contact_clock', 'contact_clock.contact_ref', 'contacts.ref')
  for (const word of foldText(search ?? '').split(/\s+/))
    if (word !== '') rows = rows.where(sql<boolean>`strpos(contacts.search, ${plainText(word)}) > 0`)
  if (stage !== undefined) rows = rows.where('contacts.stage', '=', stage)
  const total = sql<number>`contact_clock.fit + contact_clock.engagement`
  if (score?.from !== undefined) rows = rows.where(total, '>=', score.from)
  if (score?.below !== undefined) rows = rows.where(total, '<', score.below)
  return rows
}
