import type { EnrollmentSubject } from '../conditions/subject.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import type { Enrollment } from './state.ts'

/** What conditions may read about one enrollment: its entry, variables, visits and messages. */
export function enrollmentSubject(enrollment: Enrollment, compiled: CompiledFlow): EnrollmentSubject {
  return {
    enteredAt: enrollment.enteredAt,
    ...(enrollment.entry.event === undefined ? {} : { entryEvent: enrollment.entry.event }),
    ...(enrollment.entry.eventId === undefined ? {} : { entryEventId: enrollment.entry.eventId }),
    entryProperties: enrollment.entry.properties,
    vars: enrollment.vars,
    visits: (step) => (Object.hasOwn(enrollment.visits, step) ? (enrollment.visits[step] ?? 0) : 0),
    hasStep: (step) => compiled.steps.has(step),
    messageOf: (step) => (Object.hasOwn(enrollment.messages, step) ? enrollment.messages[step] : undefined),
  }
}
