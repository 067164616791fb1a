import { z } from 'zod'
import type { Environment } from '../../contract/environment.ts'
import type { StepOutcome } from '../../contract/outcome.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { type Finding, failure } from '../content.ts'
import { emptyListFindings, outletNameFindings, uniqueOutlets } from '../outlet-names.ts'

const params = z.strictObject({
  paths: z.array(
    z.strictObject({ outlet: z.string(), name: z.string(), weight: z.number(), holdout: z.boolean().optional() }),
  ),
})
type Params = z.infer<typeof params>

/** Random but sticky: half-open buckets over the sum of weights (FLOW-DSL §4). `holdout` marks the control group. */
export const split = defineStepKind({
  kind: 'split',
  family: 'decide',
  params,
  outlets: ({ paths }) => uniqueOutlets(paths),
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: () => ({}),
  check: findings,
  undrawn: ({ paths }, outlet) => (paths.some((path) => path.outlet === outlet && path.holdout) ? null : undefined),
  describe: ({ paths }, language) => {
    const total = paths.reduce((sum, { weight }) => sum + weight, 0)
    const shares = paths.map(
      ({ name, outlet, weight }) => `${name.trim() || outlet} ${Math.round((weight / total) * 100)}\u00a0%`,
    )
    return `${{ en: 'Split at random:', fr: 'Répartir au hasard\u202f:' }[language]} ${shares.join(', ')}`
  },
  enter: (step, env) => draw(step, env),
})

const isWeight = (weight: number): boolean => Number.isSafeInteger(weight) && weight > 0

function draw({ paths }: Params, env: Environment): StepOutcome {
  // `check` refuses such weights, a replay still runs: nothing and less are empty buckets, fractions are shares (fine print 32).
  const shareOf = (weight: number): number => Math.max(0, weight)
  const total = paths.reduce((sum, { weight }) => sum + shareOf(weight), 0)
  if (total > Number.MAX_SAFE_INTEGER) return failure('bad_value', 'the weights add up to more than can be counted')
  const drawn = total === 0 ? 0 : env.draw(total)
  let end = 0
  for (const { outlet, weight, holdout } of paths) {
    end += shareOf(weight)
    if (drawn < end) return { type: 'leave', outlet, detail: { drawn, of: total, ...(holdout ? { holdout } : {}) } }
  }
  return failure('bad_value', 'there is no path to draw')
}

/** Fine print 114. */
function findings({ paths }: Params): Finding[] {
  const weights = paths.flatMap(({ weight }, index): Finding[] => {
    if (isWeight(weight)) return []
    const message = `the weight ${weight} is not a whole number above zero`
    const fix = 'Weights are shares: 1 and 1 halve, 9 and 1 give a tenth to the second.'
    return [{ code: 'bad_weight', level: 'error', field: `paths[${index}].weight`, message, fix }]
  })
  return [...emptyListFindings('paths', paths, 'path'), ...outletNameFindings('paths', paths), ...weights]
}
