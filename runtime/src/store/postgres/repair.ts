import type { AuditFinding } from '../operations.ts'
import { statusNumber } from '../rows/enrollment-codec.ts'
import { COUNT_TABLES, type CountTable } from '../rows/tally.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql } from './sql.ts'

const add = (table: CountTable) => {
  const columns = COUNT_TABLES[table]
  const values = [...columns, 'n'].map((_, i) => `$${i + 1}`).join(', ')
  return sql<number[]>(
    `INSERT INTO ${table} AS t (${columns.join(', ')}, n) VALUES (${values})
     ON CONFLICT (${columns.join(', ')}) DO UPDATE SET n = t.n + excluded.n`,
  )
}
const COUNT_ENROLLMENTS = add('enrollment_counts')
const COUNT_STEPS = add('step_counts')
const LATEST_VERSION = sql<[number, number, number], { version: number }>(
  `SELECT version FROM step_counts WHERE flow = $1 AND step = $2 AND measure = 2 AND outlet = $3
   ORDER BY version DESC LIMIT 1`,
)
const CURRENT_VERSION = sql<[number], { version: number | null }>(
  'SELECT current_version AS version FROM flows WHERE id = $1',
)
const WAKE = sql<[number, string]>(
  `UPDATE contact_clock SET due_at = $1, revision = revision + (CASE WHEN revision > 0 THEN 1 ELSE 0 END)
   WHERE contact_ref = (SELECT ref FROM contacts WHERE id = $2)`,
)
const RECOUNT = sql<[string]>(
  `UPDATE contact_clock k SET pending = (SELECT count(*) FROM inbox i WHERE i.contact_ref = k.contact_ref)
   WHERE k.contact_ref = (SELECT ref FROM contacts WHERE id = $1)`,
)

/** What the audit found, set right: rows are the truth, counters follow them, and sleepers are looked at. */
export function openRepairer({ write }: PostgresDatabase, dictionary: SharedDictionary) {
  async function repairOne(session: Session, finding: AuditFinding, now: number): Promise<boolean> {
    const { words, flows } = dictionary
    switch (finding.type) {
      case 'enrollments': {
        const { flow, version, status, counted, found } = finding
        await session.run(COUNT_ENROLLMENTS, flows.idOf(flow), version, statusNumber(status), found - counted)
        return true
      }
      case 'places': {
        const { flow, version, step, measure, counted, found } = finding
        const key = [flows.idOf(flow), version, words.idOf(step), measure === 'resting' ? 0 : 1, 0]
        await session.run(COUNT_STEPS, ...key, found - counted)
        return true
      }
      case 'visits': {
        const [flow, step] = [flows.idOf(finding.flow), words.idOf(finding.step)]
        const outlet = finding.outlet === null ? 0 : words.idOf(finding.outlet)
        const latest = (await session.get(LATEST_VERSION, flow, step, outlet))?.version
        const version = latest ?? (await session.get(CURRENT_VERSION, flow))?.version ?? 1
        await session.run(COUNT_STEPS, flow, version, step, 2, outlet, finding.found - finding.counted)
        return true
      }
      case 'wake_up':
        return (await session.run(WAKE, Math.min(now, finding.wakeAt), finding.contactId)) > 0
      case 'inbox':
        return (
          (await session.run(RECOUNT, finding.contactId)) > 0 && (await session.run(WAKE, now, finding.contactId)) > 0
        )
      case 'sequence':
        // Nobody can say which visit is the one too many: people look at the journals.
        return false
    }
  }

  return async (findings: readonly AuditFinding[], now: number): Promise<number> => {
    // Words of findings come from rows, so that they are known; the audit has read them.
    await dictionary.reloadFlows()
    return write(async (session) => {
      let repaired = 0
      for (const finding of findings) if (await repairOne(session, finding, now)) repaired += 1
      return repaired
    })
  }
}
