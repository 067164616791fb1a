import Database from 'better-sqlite3'
import { drain } from './engine-on-sqlite.ts'
import { openBench, receiveEntries, START } from './workload.ts'

/**
 * Fills the SQLite file of a bench with `count` contacts who wait in the white-paper flow: one contact goes there by itself,
 * the others are its copies, row by row, under names of their own. Messages of the past are left out.
 */
export async function openWaitingStore(count: number): Promise<{ readonly path: string; close(): Promise<void> }> {
  const bench = await openBench(1)
  await drain(bench, START)
  await receiveEntries(bench.store, 1)
  await drain(bench, START)
  await bench.store.close()
  const db = new Database(bench.path)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -200000')
  // Copies of whatever columns there are, the ones that tell contacts apart replaced.
  const copy = (table: string, ref: string, own: Readonly<Record<string, string>>): void => {
    const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
    const values = columns.map((name) => own[name] ?? (name === ref ? 'n.i' : `t.${name}`))
    db.exec(
      `WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM n CROSS JOIN ${table} t WHERE t.${ref} = 1`,
    )
  }
  db.transaction(() => {
    copy('contacts', 'ref', {
      id: `'waiting-' || n.i`,
      email_key: `'waiting' || n.i || '@company' || (n.i % 997) || '.example'`,
      name_key: `'number ' || n.i || ' ada'`,
      search: `'ada number ' || n.i || ' waiting' || n.i || '@company.example'`,
    })
    copy('contact_docs', 'contact_ref', { doc: `replace(t.doc, 'bench-0', 'waiting-' || n.i)` })
    // Due over a month, in order of entry, as people come in over a month.
    copy('contact_clock', 'contact_ref', { due_at: `t.due_at + ${365 * 86_400_000} + n.i * 2592` })
    copy('enrollments', 'contact_ref', { journal_head: 't.journal_head + n.i' })
    copy('journal', 'contact_ref', { id: 't.id + n.i' })
    copy('events', 'contact_ref', {})
    copy('ledger', 'contact_ref', {})
  })()
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  return { path: bench.path, close: () => bench.remove() }
}
