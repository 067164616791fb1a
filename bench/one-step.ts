import { evaluate } from '@couveuse/shared/conditions/evaluate'
import type { Contact, ContactEvent } from '@couveuse/shared/contact/schema'
import type { Environment } from '@couveuse/shared/contract/environment'
import type { Json, JsonObject } from '@couveuse/shared/contract/json'
import { type CompiledFlow, compileFlow } from '@couveuse/shared/flow/compile'
import { readFlow } from '@couveuse/shared/flow/schema'
import { renderMessage, renderText } from '@couveuse/shared/message/render'
import type { TemplateContext } from '@couveuse/shared/message/schema'
import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import { scoreAt } from '@couveuse/shared/scoring/score'
import Database from 'better-sqlite3'
import { benchContact, enrollingEvent, flowDocument, START, settings } from './workload.ts'

interface EnrollmentRow {
  readonly id: number
  readonly contact_id: string
  readonly step: string
  readonly seq: number
  readonly now: number
  readonly memory: string
  readonly is_resting: number
  readonly visits: string
}

export interface StepRunner {
  /** Runs the enrollment's present step; false when it has ended. */
  runStep(enrollment: number): boolean
  close(): void
}

const ZONE = 'Europe/Paris'

/**
 * One step of one contact, read and written row by row: what each job of the baseline does. The step itself is decided by
 * the product's own kinds, conditions and templates, so both sides of the comparison do the same thinking.
 */
export function openStepRunner(path: string, contacts: number): StepRunner {
  const read = readFlow(flowDocument)
  if (!read.ok) throw new Error('the white-paper flow cannot be read')
  const compiled = compileFlow(read.flow, 1)
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`
    CREATE TABLE contacts (id TEXT PRIMARY KEY, doc TEXT NOT NULL);
    CREATE TABLE events (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, doc TEXT NOT NULL);
    CREATE INDEX events_contact ON events (contact_id);
    CREATE TABLE ledger (id INTEGER PRIMARY KEY, contact_id TEXT NOT NULL, doc TEXT NOT NULL);
    CREATE INDEX ledger_contact ON ledger (contact_id);
    CREATE TABLE enrollments (id INTEGER PRIMARY KEY, contact_id TEXT NOT NULL, step TEXT NOT NULL, seq INTEGER NOT NULL, now INTEGER NOT NULL, memory TEXT NOT NULL, is_resting INTEGER NOT NULL, visits TEXT NOT NULL);
    CREATE TABLE journal (enrollment_id INTEGER NOT NULL, seq INTEGER NOT NULL, step TEXT NOT NULL, outlet TEXT, at INTEGER NOT NULL, because TEXT, PRIMARY KEY (enrollment_id, seq)) WITHOUT ROWID;
    CREATE TABLE outbox (key TEXT PRIMARY KEY, doc TEXT NOT NULL);`)
  const insert = {
    contact: db.prepare('INSERT INTO contacts VALUES (?, ?)'),
    event: db.prepare('INSERT INTO events VALUES (?, ?, ?)'),
    enrollment: db.prepare('INSERT INTO enrollments VALUES (?, ?, ?, 0, ?, ?, 0, ?)'),
    journal: db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)'),
    outbox: db.prepare('INSERT INTO outbox VALUES (?, ?)'),
    ledger: db.prepare('INSERT INTO ledger (contact_id, doc) VALUES (?, ?)'),
  }
  const select = {
    enrollment: db.prepare<[number], EnrollmentRow>('SELECT * FROM enrollments WHERE id = ?'),
    contact: db.prepare<[string], string>('SELECT doc FROM contacts WHERE id = ?').pluck(),
    events: db.prepare<[string], string>('SELECT doc FROM events WHERE contact_id = ?').pluck(),
    ledger: db.prepare<[string], string>('SELECT doc FROM ledger WHERE contact_id = ?').pluck(),
  }
  const update = db.prepare(
    'UPDATE enrollments SET step = ?, seq = ?, now = ?, memory = ?, is_resting = ?, visits = ? WHERE id = ?',
  )

  db.transaction(() => {
    for (let index = 0; index < contacts; index++) {
      const contact = benchContact(index)
      insert.contact.run(contact.id, JSON.stringify(contact))
      insert.event.run(`form-${index}`, contact.id, JSON.stringify(enrollingEvent(index)))
      insert.ledger.run(
        contact.id,
        JSON.stringify({ axis: 'engagement', at: START, points: 20, source: 'form', halfLife: 'P90D' }),
      )
      insert.enrollment.run(index, contact.id, read.flow.start, START, '{}', '{}')
    }
  })()

  /** Runs the enrollment's present step; false when it has ended. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one job of the baseline, top to bottom, as such a job would be written
  const runStep = db.transaction((id: number): boolean => {
    const row = select.enrollment.get(id)
    if (!row) throw new Error(`no enrollment ${id}`)
    const contact: Contact = JSON.parse(select.contact.get(row.contact_id) ?? '{}')
    const events = select.events.all(row.contact_id).map((doc): ContactEvent => JSON.parse(doc))
    const ledger = select.ledger.all(row.contact_id).map((doc): LedgerRow => JSON.parse(doc))
    const visits: Record<string, number> = JSON.parse(row.visits)
    const seq = row.is_resting ? row.seq : row.seq + 1
    if (!row.is_resting) visits[row.step] = (visits[row.step] ?? 0) + 1
    const step = compiled.steps.get(row.step)
    if (!step) throw new Error(`no step ${row.step}`)
    const env = environment(compiled, contact, events, ledger, visits, {
      step: row.step,
      seq,
      now: row.now,
      contactId: row.contact_id,
    })
    const memory: JsonObject = JSON.parse(row.memory)
    const outcome =
      row.is_resting && step.kind.resume
        ? step.kind.resume(step.params, env, { type: 'timer' }, memory)
        : step.kind.enter(step.params, env)
    if (outcome.type === 'rest') {
      update.run(
        row.step,
        seq,
        outcome.wakeAt ?? row.now,
        JSON.stringify(outcome.memory ?? {}),
        1,
        JSON.stringify(visits),
        id,
      )
      // The wait costs one more job when it is over; the visit is journaled then.
      return outcome.wakeAt !== null
    }
    const actions = 'actions' in outcome ? (outcome.actions ?? []) : []
    actions.forEach((action, index) => {
      if (action.type !== 'send_message') return
      insert.outbox.run(`${id}:${seq}:${index}`, JSON.stringify(action))
      const name = action.channel === 'email' ? 'email_sent' : 'sms_sent'
      const sent = {
        id: `sent:${id}:${seq}`,
        name,
        occurredAt: row.now,
        arrivedAt: row.now,
        properties: {},
        machine: false,
      }
      insert.event.run(sent.id, row.contact_id, JSON.stringify(sent))
    })
    const outlet = outcome.type === 'leave' ? outcome.outlet : null
    const because = outcome.type === 'leave' && outcome.because ? JSON.stringify(outcome.because) : null
    insert.journal.run(id, seq, row.step, outlet, row.now, because)
    const next = outlet === null ? undefined : compiled.edge(row.step, outlet)
    update.run(next ?? '', seq, row.now, '{}', 0, JSON.stringify(visits), id)
    return next !== undefined
  })
  return { runStep: (id: number): boolean => runStep(id), close: () => void db.close() }
}

function environment(
  compiled: CompiledFlow,
  contact: Contact,
  events: readonly ContactEvent[],
  ledger: readonly LedgerRow[],
  visits: Readonly<Record<string, number>>,
  visit: { readonly step: string; readonly seq: number; readonly now: number; readonly contactId: string },
): Environment {
  const { now } = visit
  const subject = {
    now,
    zone: ZONE,
    contact,
    eventsNamed: (name: string) => events.filter((event) => event.name === name),
    score: () =>
      scoreAt(settings.scoring, ledger, now, {
        ...subject,
        score: () => ({ fit: 0, engagement: 0, total: 0, temperature: 'cold' as const }),
      }),
    segment: (key: string) => settings.segments[key],
    declaredType: () => undefined,
    enrollment: {
      enteredAt: START,
      entryProperties: {},
      vars: {},
      visits: (step: string) => visits[step] ?? 0,
      hasStep: () => true,
      messageOf: () => undefined,
    },
  }
  const context = (): TemplateContext => ({
    contact: contact.fields,
    account: contact.account,
    score: { ...subject.score() },
    stage: contact.stage,
    owner: '',
    flow: { key: compiled.key },
    vars: {},
    event: { properties: {} },
    now,
    zone: ZONE,
  })
  return {
    now,
    flowKey: compiled.key,
    stepId: visit.step,
    contact,
    seq: visit.seq,
    enteredAt: now,
    zone: () => ZONE,
    isDrawn: (outlet) => compiled.isDrawn(visit.step, outlet),
    holds: (condition) => evaluate(condition, subject),
    eventMatches: () => false,
    eventsNamed: subject.eventsNamed,
    messageOf: () => undefined,
    read: (field): Json | undefined => contact.fields[field.replace('contact.', '')],
    renderText: (template) => renderText(template, context()),
    renderMessage: (source, channel) =>
      renderMessage(
        source.inline
          ? {
              body: source.inline.body,
              ...(source.inline.subject === undefined ? {} : { subject: source.inline.subject }),
            }
          : (settings.messages[source.message ?? ''] ?? { body: '' }),
        channel,
        context(),
      ),
    permission: (channel) => ({
      type: 'send',
      to: String(channel === 'email' ? contact.fields.email : contact.fields.phone),
      isTransactional: false,
    }),
    attributeType: () => undefined,
    businessDeadline: () => now,
    assign: () => undefined,
    draw: () => 0,
    handoffStage: () => undefined,
  }
}
