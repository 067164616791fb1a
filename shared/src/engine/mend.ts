import type { CompiledStep } from '../flow/compile.ts'
import { advanceFrom } from './advance.ts'
import type { Cause } from './cause.ts'
import { endEnrollment } from './end.ts'
import { release } from './release.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

type Way = Extract<Cause, { readonly type: 'retry' | 'skip_step' | 'end' }>

/** The ways out of `failed` (FLOW-DSL §7). An enrollment that has not failed, or no longer, is left alone: twice is as good as once. */
export function mend(draft: TurnDraft, way: Way): void {
  const enrollment = draft.current(way.enrollmentId)
  if (enrollment?.status !== 'failed' || enrollment.step === null) return
  switch (way.type) {
    case 'end':
      return endEnrollment(draft, enrollment, 'left', 'removed')
    case 'retry':
      return retry(draft, enrollment, enrollment.step)
    case 'skip_step':
      return skip(draft, enrollment, enrollment.step, way.outlet)
  }
}

/** The enrollment without its failure. */
export function mended(enrollment: Enrollment): Enrollment {
  const { failure: _, ...rest } = enrollment
  return { ...rest, status: rest.rest ? 'waiting' : 'active', reason: null }
}

function retry(draft: TurnDraft, enrollment: Enrollment, step: string): void {
  const whole = mended(enrollment)
  draft.put(whole)
  if (whole.rest?.held) return release(draft, whole, false)
  return advanceFrom(draft, enrollment.id, step)
}

/** Leaves the step as if it had gone well; the journal says that it was skipped and why it had failed. */
function skip(draft: TurnDraft, enrollment: Enrollment, step: string, wished: string | undefined): void {
  const { compiled } = draft.version(enrollment)
  const compiledStep = compiled.steps.get(step)
  const outlet = outletToTake(compiledStep, wished)
  const next = outlet === undefined ? undefined : compiled.edge(step, outlet)
  const { rest, reason } = enrollment
  // A step that failed on entering has not been counted as a visit.
  const seq = rest ? enrollment.seq : enrollment.seq + 1
  const visits = rest ? enrollment.visits : { ...enrollment.visits, [step]: visitsBefore(enrollment, step) + 1 }
  draft.journal.push({
    enrollmentId: enrollment.id,
    seq,
    step,
    kind: compiledStep?.step.kind ?? 'unknown',
    enteredAt: rest?.enteredAt ?? draft.now,
    leftAt: draft.now,
    outlet: outlet ?? null,
    detail: { skipped: true, ...(reason === null ? {} : { failed: reason }) },
  })
  const whole: Enrollment = { ...mended(enrollment), status: 'active', rest: null, seq, visits }
  draft.put(whole)
  if (next === undefined) return endEnrollment(draft, whole, 'ended', 'end_of_path')
  return advanceFrom(draft, enrollment.id, next)
}

/** Own property only: a step may be called `constructor`. */
function visitsBefore({ visits }: Enrollment, step: string): number {
  return Object.hasOwn(visits, step) ? (visits[step] ?? 0) : 0
}

function outletToTake(compiledStep: CompiledStep | undefined, wished: string | undefined): string | undefined {
  const outlets: readonly string[] = compiledStep ? compiledStep.kind.outlets(compiledStep.params) : []
  if (wished !== undefined && outlets.includes(wished)) return wished
  return outlets.includes('else') ? 'else' : outlets[0]
}
