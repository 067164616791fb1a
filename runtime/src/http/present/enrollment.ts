import type { EnrollmentSummary, Visit } from '@couveuse/shared/api/enrollments'
import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { Enrollment, JournalEntry } from '@couveuse/shared/engine/state'
import { versionOfVisit } from '@couveuse/shared/engine/version-of-visit'
import type { EnrollmentRow } from '../../store/enrollments.ts'
import { contactRef } from './contact.ts'
import type { FlowWords } from './flow-words.ts'

export function enrollmentSummary({ enrollment, contact }: EnrollmentRow, words: FlowWords): EnrollmentSummary {
  const { flow, version, step } = enrollment
  return {
    id: enrollment.id,
    flow,
    flowName: words.flowName(flow),
    version,
    contact: contactRef(contact),
    status: enrollment.status,
    reason: enrollment.reason,
    failure: enrollment.failure ?? null,
    step,
    stepLabel: step === null ? null : words.step(flow, version, step).label,
    stepKind: step === null ? null : words.step(flow, version, step).kind,
    wakeAt: instantTextOrNull(enrollment.rest?.wakeAt),
    enteredAt: instantText(enrollment.enteredAt),
    endedAt: instantTextOrNull(enrollment.endedAt),
  }
}

/** The journal, and the step where it rests or failed as a last visit that has not been left. */
export function visits(enrollment: Enrollment, journal: readonly JournalEntry[], words: FlowWords): Visit[] {
  const past = journal.map((entry) => {
    const version = versionOfVisit(enrollment, entry.seq)
    return {
      seq: entry.seq,
      step: entry.step,
      kind: entry.kind,
      label: words.step(enrollment.flow, version, entry.step).label,
      enteredAt: instantText(entry.enteredAt),
      leftAt: instantText(entry.leftAt),
      outlet: entry.outlet,
      due: instantTextOrNull(entry.due),
      because: [...(entry.because ?? [])],
      detail: entry.detail ?? null,
      ...(version === enrollment.version ? {} : { version }),
    }
  })
  const { rest, step, seq } = enrollment
  if (!rest || step === null) return past
  const { kind, label } = words.step(enrollment.flow, enrollment.version, step)
  const present: Visit = {
    seq,
    step,
    kind,
    label,
    enteredAt: instantText(rest.enteredAt),
    leftAt: null,
    outlet: null,
    due: instantTextOrNull(rest.wakeAt),
    because: [],
    detail: null,
  }
  return [...past, present]
}
