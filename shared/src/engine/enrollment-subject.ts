import type { EnrollmentSubject } from '../conditions/subject.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import type { Enrollment } from './state.ts'

/** What conditions may read about one enrollment: its entry, variables, visits and messages. */
export function enrollmentSubject(enrollment: Enrollment, compiled: CompiledFlow): EnrollmentSubject {
  return new Enrolled(enrollment, compiled)
}

/** A view, not a copy: conditions are judged several times per step. */
class Enrolled implements EnrollmentSubject {
  private readonly enrollment: Enrollment
  private readonly compiled: CompiledFlow

  constructor(enrollment: Enrollment, compiled: CompiledFlow) {
    this.enrollment = enrollment
    this.compiled = compiled
  }

  get enteredAt(): number {
    return this.enrollment.enteredAt
  }

  get entryEvent(): string | undefined {
    return this.enrollment.entry.event
  }

  get entryEventId(): string | undefined {
    return this.enrollment.entry.eventId
  }

  get entryProperties(): EnrollmentSubject['entryProperties'] {
    return this.enrollment.entry.properties
  }

  get vars(): EnrollmentSubject['vars'] {
    return this.enrollment.vars
  }

  /** Own properties only: a step may be called `constructor`. */
  visits(step: string): number {
    const { visits } = this.enrollment
    return Object.hasOwn(visits, step) ? (visits[step] ?? 0) : 0
  }

  hasStep(step: string): boolean {
    return this.compiled.steps.has(step)
  }

  messageOf(step: string): ReturnType<EnrollmentSubject['messageOf']> {
    const { messages } = this.enrollment
    return Object.hasOwn(messages, step) ? messages[step] : undefined
  }
}
