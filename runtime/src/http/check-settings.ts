import { ATTRIBUTE_NAME } from '@couveuse/shared/contact/names'
import type { Problem } from '@couveuse/shared/contract/problem'
import { STAGES } from '@couveuse/shared/contract/words'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import { durationProblem } from '@couveuse/shared/time/duration'
import { problemsOfCondition } from './check-condition.ts'

const PERIODS = new Set(['day', 'week', 'month'])

/** What the shape of the settings cannot say: spans, names. All errors: settings with one are refused. */
export function checkSettings({ pressure, attributes }: Pick<WorkspaceSettings, 'pressure' | 'attributes'>): Problem[] {
  return [
    ...pressure.flatMap(({ per }, index) => (PERIODS.has(per) ? [] : span(per, `pressure[${index}].per`))),
    ...Object.keys(attributes).flatMap((name) => {
      const bare = name.startsWith('account.') ? name.slice('account.'.length) : name
      if (ATTRIBUTE_NAME.test(bare)) return []
      const message = `"${name}" is no attribute name: a letter first, then letters, digits and _`
      return [error('bad_name', `attributes.${name}`, message)]
    }),
  ]
}

/** What is wrong with a scoring model (FLOW-DSL §9). */
export function checkScoring(scoring: ScoringModel, settings: WorkspaceSettings): Problem[] {
  const { engagement, fit, inactivity, temperature, stages } = scoring
  return [
    ...doubles(
      engagement.map(({ id }) => id),
      'engagement',
    ),
    ...doubles(
      fit.map(({ id }) => id),
      'fit',
    ),
    ...engagement.flatMap(({ where, cap, halfLife, expires }, index) => [
      ...(where ? problemsOfCondition(where, settings, `engagement[${index}].where`, 'event') : []),
      ...(cap ? span(cap.per, `engagement[${index}].cap.per`) : []),
      ...(halfLife === undefined ? [] : span(halfLife, `engagement[${index}].halfLife`)),
      ...(expires === undefined ? [] : span(expires, `engagement[${index}].expires`)),
    ]),
    ...fit.flatMap(({ when }, index) => problemsOfCondition(when, settings, `fit[${index}].when`)),
    ...(inactivity
      ? [...span(inactivity.after, 'inactivity.after'), ...span(inactivity.every, 'inactivity.every')]
      : []),
    ...(temperature.warm < temperature.hot
      ? []
      : [
          error(
            'bad_value',
            'temperature.hot',
            `hot (${temperature.hot}) must be more than warm (${temperature.warm})`,
          ),
        ]),
    ...Object.entries(stages).flatMap(([stage, when]) => [
      ...(STAGES.some((known) => known === stage)
        ? []
        : [
            error(
              'unknown_stage',
              `stages.${stage}`,
              `"${stage}" is no lifecycle stage; they are ${STAGES.join(', ')}`,
            ),
          ]),
      ...problemsOfCondition(when, settings, `stages.${stage}`),
    ]),
  ]
}

function span(text: string, field: string): Problem[] {
  const wrong = durationProblem(text, { allow: 'positive' })
  return wrong === undefined ? [] : [error('bad_duration', field, wrong)]
}

function doubles(ids: readonly string[], field: string): Problem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [error('duplicate_id', `${field}[${index}].id`, `"${id}" names another rule already`)],
  )
}

const error = (code: string, field: string, message: string): Problem => ({ code, level: 'error', field, message })
