import { checkCondition, checkWhere } from '../conditions/check.ts'
import type { ConditionCheckContext } from '../conditions/check-names.ts'
import { dependsOnDecay } from '../conditions/flip.ts'
import { EVENT_NAME } from '../contact/names.ts'
import type { Problem } from '../contract/problem.ts'
import { STAGES } from '../contract/words.ts'
import { closestWord } from '../message/closest-word.ts'
import { durationProblem } from '../time/duration.ts'
import type { EngagementRule, ScoringModel } from './schema.ts'

/** `field` is the path inside the model: `engagement[0].cap.per`. */
export type ScoringProblem = Omit<Problem, 'step'> & { readonly field: string }

/** Sources of rows that no rule makes: a rule of that name could not be told from them. */
const RESERVED_IDS = ['opening', 'step', 'inactivity']

/** Everything wrong or doubtful in a scoring model that its shape cannot say (FLOW-DSL §9, fine print 139-143). */
export function checkScoring(
  model: ScoringModel,
  context: Pick<ConditionCheckContext, 'attributes' | 'segments'> = {},
): readonly ScoringProblem[] {
  const conditions: ConditionCheckContext = { ...context, steps: {} }
  return [
    ...checkIds(model),
    ...model.engagement.flatMap((rule, index) => checkEngagement(rule, `engagement[${index}]`)),
    ...model.fit.flatMap(({ when }, index) => [
      ...under(`fit[${index}].when`, checkCondition(when, conditions)),
      ...checkFit(model, index, context),
    ]),
    ...checkInactivity(model),
    ...checkTemperature(model),
    ...checkStages(model, conditions),
  ]
}

function problem(level: Problem['level'], code: string, field: string, message: string, fix: string): ScoringProblem {
  return { code, level, field, message, fix }
}

function under(path: string, problems: readonly ScoringProblem[]): readonly ScoringProblem[] {
  return problems.map((found) => ({ ...found, field: `${path}.${found.field}` }))
}

/** Ledger rows name their rule, so an id stands for one rule in the whole model. */
function checkIds({ engagement, fit }: ScoringModel): readonly ScoringProblem[] {
  const seen = new Set<string>()
  const places = [
    ...engagement.map(({ id }, index) => [id, `engagement[${index}].id`] as const),
    ...fit.map(({ id }, index) => [id, `fit[${index}].id`] as const),
  ]
  return places.flatMap(([id, field]) => {
    if (RESERVED_IDS.includes(id)) {
      return [
        problem(
          'error',
          'reserved_id',
          field,
          `"${id}" is the name of rows that no rule makes`,
          'Choose another name.',
        ),
      ]
    }
    if (seen.has(id)) {
      return [
        problem('error', 'duplicate_id', field, `there is another rule "${id}"`, 'Give each rule a name of its own.'),
      ]
    }
    seen.add(id)
    return []
  })
}

function checkEngagement(rule: EngagementRule, path: string): readonly ScoringProblem[] {
  return [
    ...(EVENT_NAME.test(rule.event)
      ? []
      : [
          problem(
            'error',
            'bad_event',
            `${path}.event`,
            `${JSON.stringify(rule.event)} cannot name an event`,
            'Choose an event.',
          ),
        ]),
    ...(rule.where ? under(`${path}.where`, checkWhere(rule.where)) : []),
    ...(rule.points === 0
      ? [
          problem(
            'warning',
            'no_points',
            `${path}.points`,
            `rule "${rule.id}" gives no points`,
            'Give it points, or remove it.',
          ),
        ]
      : []),
    ...(rule.cap ? checkSpan(rule.cap.per, `${path}.cap.per`) : []),
    ...(rule.halfLife === undefined ? [] : checkSpan(rule.halfLife, `${path}.halfLife`)),
    ...(rule.expires === undefined ? [] : checkSpan(rule.expires, `${path}.expires`)),
  ]
}

function checkSpan(text: string, field: string): readonly ScoringProblem[] {
  const wrong = durationProblem(text, { allow: 'positive' })
  return wrong === undefined ? [] : [problem('error', 'bad_duration', field, wrong, 'Write a duration such as P30D.')]
}

/** A fit rule sees the score without the fit rules, or none could ever be settled: likely not what was meant. */
function checkFit(
  { fit }: ScoringModel,
  index: number,
  { segments = {} }: Pick<ConditionCheckContext, 'segments'>,
): readonly ScoringProblem[] {
  const rule = fit[index]
  const segmentOf = (key: string) => (Object.hasOwn(segments, key) ? segments[key] : undefined)
  if (!rule || !dependsOnDecay(rule.when, segmentOf)) return []
  const message = `fit rule "${rule.id}" asks for the score, and sees it without the points of fit rules`
  return [
    problem(
      'warning',
      'score_reads_itself',
      `fit[${index}].when`,
      message,
      'Ask for what the contact is, not for the score.',
    ),
  ]
}

function checkInactivity({ inactivity }: ScoringModel): readonly ScoringProblem[] {
  if (!inactivity) return []
  const message = `inactivity takes points away, but ${inactivity.points} does not`
  return [
    ...checkSpan(inactivity.after, 'inactivity.after'),
    ...checkSpan(inactivity.every, 'inactivity.every'),
    ...(inactivity.points < 0
      ? []
      : [problem('error', 'inactivity_points', 'inactivity.points', message, 'Write negative points, such as -10.')]),
  ]
}

function checkTemperature({ temperature: { warm, hot } }: ScoringModel): readonly ScoringProblem[] {
  if (warm < hot) return []
  const message = `hot begins at ${hot}, which is not above ${warm}, where warm begins: nobody is ever warm`
  return [problem('error', 'low_above_high', 'temperature.hot', message, 'Let hot begin above warm.')]
}

function checkStages({ stages }: ScoringModel, context: ConditionCheckContext): readonly ScoringProblem[] {
  return Object.entries(stages).flatMap(([stage, condition]) => [
    ...checkStageName(stage),
    ...under(`stages.${stage}`, checkCondition(condition, context)),
  ])
}

function checkStageName(stage: string): readonly ScoringProblem[] {
  if (!STAGES.some((known) => known === stage)) {
    const meant = closestWord(stage, STAGES)
    const fix = meant ? `Did you mean "${meant}"?` : `Choose one of ${STAGES.join(', ')}.`
    return [problem('error', 'unknown_stage', `stages.${stage}`, `"${stage}" is not a stage`, fix)]
  }
  if (stage !== 'disqualified') return []
  const message = 'nobody becomes disqualified by a condition'
  return [
    problem(
      'warning',
      'stage_never_set',
      `stages.${stage}`,
      message,
      'Disqualify contacts by an update step, or by hand.',
    ),
  ]
}
