import { holds } from '../conditions/evaluate.ts'
import type { JsonObject } from '../contract/json.ts'
import { addDuration, parseDuration } from '../time/duration.ts'
import { advanceFrom } from './advance.ts'
import { enrollmentSubject } from './enrollment-subject.ts'
import type { Enrollment, EntryRecord } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

export interface EntryRequest {
  readonly flow: string
  readonly trigger: string
  readonly event?: { readonly id: string; readonly name: string; readonly properties: JsonObject }
  /** properties readable as `entry.<name>` where no event enrolled the contact */
  readonly properties?: JsonObject
  readonly vars?: JsonObject
}

/**
 * Enrolls the contact in the current version of a flow and runs its first advance, or counts why not: already in,
 * re-entry, audience, in this order (FLOW-DSL §1, §2, fine print 13, 53-55, 67). Every attempt leaves an entry record.
 */
export function enroll(draft: TurnDraft, request: EntryRequest): void {
  const version = draft.catalog.current.get(request.flow)
  if (!version) {
    draft.problems.push({
      code: 'unknown_flow',
      message: `there is no published flow "${request.flow}" to enroll in`,
      at: draft.now,
    })
    return
  }
  const { compiled } = version
  const enrollment: Enrollment = {
    id: `${draft.contact.id}.${draft.nextOrdinal}`,
    ordinal: draft.nextOrdinal,
    contactId: draft.contact.id,
    flow: request.flow,
    version: compiled.version,
    status: 'active',
    reason: null,
    step: compiled.flow.start,
    rest: null,
    seq: 0,
    visits: {},
    vars: request.vars ?? {},
    entry: {
      trigger: request.trigger,
      ...(request.event ? { event: request.event.name, eventId: request.event.id } : {}),
      properties: request.event?.properties ?? request.properties ?? {},
    },
    enteredAt: draft.now,
    messages: {},
  }
  const record = { at: draft.now, flow: request.flow, trigger: request.trigger }
  const reason = refusal(draft, enrollment)
  if (reason) {
    draft.entries.push({ ...record, enrolled: false, reason })
    return
  }
  draft.nextOrdinal++
  draft.entries.push({ ...record, enrolled: true, enrollmentId: enrollment.id })
  if (draft.catalog.paused.has(request.flow)) {
    draft.put({ ...enrollment, rest: { enteredAt: draft.now, wakeAt: null, memory: {}, held: { type: 'enter' } } })
    return
  }
  draft.put(enrollment)
  advanceFrom(draft, enrollment.id, compiled.flow.start)
}

function refusal(draft: TurnDraft, enrollment: Enrollment): EntryRecord['reason'] {
  const { flow } = enrollment
  const version = draft.catalog.current.get(flow)
  if (!version) return undefined
  const { compiled } = version
  const { reentry, audience, timezone } = compiled.flow
  if (draft.openInOrder().some((open) => open.flow === flow)) return 'already_in'
  // Removal beats every rule of its instant; only later triggers follow `reentry` (fine print 55).
  if (draft.removedFrom.includes(flow) && enrollment.entry.trigger !== 'manual') return 'removed'
  const exitAt = draft.exits[flow]
  if (exitAt !== undefined) {
    if (reentry.mode === 'never') return 'reentry'
    const wait = reentry.mode === 'after' && reentry.wait !== undefined ? parseDuration(reentry.wait) : undefined
    if (wait && addDuration(exitAt, wait, draft.zone(timezone)) > draft.now) return 'reentry'
  }
  if (audience && !holds(audience, draft.subject(enrollmentSubject(enrollment, compiled), timezone))) return 'audience'
  return undefined
}
