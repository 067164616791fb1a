import { checkCondition } from '../../conditions/check.ts'
import type { Problem } from '../../contract/problem.ts'
import { checkScoring } from '../../scoring/check.ts'
import { durationProblem } from '../../time/duration.ts'
import type { WorkspaceSettings } from '../settings.ts'
import { problem } from './context.ts'

const PERIODS: ReadonlySet<string> = new Set(['day', 'week', 'month'])

/**
 * What is wrong with the workspace a flow is checked or replayed in, whether the flow uses it or not: segments (a cycle
 * among them, fine print 88), the scoring model, spans of caps. Fields begin with `workspace.`.
 */
export function workspaceProblems(settings: WorkspaceSettings): Problem[] {
  const { attributes, segments, scoring, pressure } = settings
  return [
    ...Object.entries(segments).flatMap(([key, condition]) =>
      checkCondition(condition, { attributes, segments, steps: {} }).map(
        (one): Problem => ({ ...one, field: `workspace.segments.${key}.${one.field}` }),
      ),
    ),
    ...checkScoring(scoring, { attributes, segments }).map(
      (one): Problem => ({ ...one, field: `workspace.scoring.${one.field}` }),
    ),
    ...pressure.flatMap(({ per }, index) => {
      const wrong = PERIODS.has(per) ? undefined : durationProblem(per, { allow: 'positive' })
      const fix = 'Write day, week, month, or a duration such as P7D.'
      return wrong === undefined
        ? []
        : [problem('error', 'bad_duration', { field: `workspace.pressure[${index}].per` }, wrong, fix)]
    }),
  ]
}
