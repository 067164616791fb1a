import type { AuditFinding } from '../operations.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { statusNumber } from '../rows/enrollment-codec.ts'
import type { SqliteDatabase } from './database.ts'

/** What the audit found, set right: rows are the truth, counters follow them, and sleepers are looked at. */
export function openRepairer(database: SqliteDatabase, { words, flows }: Dictionary) {
  const { sql, write } = database
  const countEnrollments = sql<[number, number, number, number]>(
    `INSERT INTO enrollment_counts (flow, version, status, n) VALUES (?, ?, ?, ?)
     ON CONFLICT (flow, version, status) DO UPDATE SET n = n + excluded.n`,
  )
  const countSteps = sql<[number, number, number, number, number, number]>(
    `INSERT INTO step_counts (flow, version, step, measure, outlet, n) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (flow, version, step, measure, outlet) DO UPDATE SET n = n + excluded.n`,
  )
  const latestVersion = sql<[number, number, number], number>(
    `SELECT version FROM step_counts WHERE flow = ? AND step = ? AND measure = 2 AND outlet = ? ORDER BY version DESC LIMIT 1`,
  ).pluck()
  const currentVersion = sql<[number], number | null>('SELECT current_version FROM flows WHERE id = ?').pluck()
  const wake = sql<[number, string]>(
    `UPDATE contact_clock SET due_at = ?, revision = revision + (revision > 0)
     WHERE contact_ref = (SELECT ref FROM contacts WHERE id = ?)`,
  )
  const recount = sql<[string]>(
    `UPDATE contact_clock SET
       pending = (SELECT count(*) FROM inbox WHERE inbox.contact_ref = contact_clock.contact_ref)
     WHERE contact_ref = (SELECT ref FROM contacts WHERE id = ?)`,
  )

  function repairOne(finding: AuditFinding, now: number): boolean {
    switch (finding.type) {
      case 'enrollments': {
        const { flow, version, status, counted, found } = finding
        countEnrollments.run(flows.idOf(flow), version, statusNumber(status), found - counted)
        return true
      }
      case 'places': {
        const { flow, version, step, measure, counted, found } = finding
        const number = measure === 'resting' ? 0 : 1
        countSteps.run(flows.idOf(flow), version, words.idOf(step), number, 0, found - counted)
        return true
      }
      case 'visits': {
        const [flow, step] = [flows.idOf(finding.flow), words.idOf(finding.step)]
        const outlet = finding.outlet === null ? 0 : words.idOf(finding.outlet)
        const version = latestVersion.get(flow, step, outlet) ?? currentVersion.get(flow) ?? 1
        countSteps.run(flow, version, step, 2, outlet, finding.found - finding.counted)
        return true
      }
      case 'wake_up':
        return wake.run(Math.min(now, finding.wakeAt), finding.contactId).changes > 0
      case 'inbox':
        return recount.run(finding.contactId).changes > 0 && wake.run(now, finding.contactId).changes > 0
      case 'sequence':
        // Nobody can say which visit is the one too many: people look at the journals.
        return false
    }
  }

  return (findings: readonly AuditFinding[], now: number): Promise<number> =>
    write(() => findings.filter((finding) => repairOne(finding, now)).length)
}
