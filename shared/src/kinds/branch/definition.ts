import { z } from 'zod'
import type { Because } from '../../conditions/because.ts'
import { conditionSchema } from '../../conditions/schema.ts'
import type { Environment } from '../../contract/environment.ts'
import type { StepOutcome } from '../../contract/outcome.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { emptyListFindings, outletNameFindings, uniqueOutlets } from '../outlet-names.ts'
import { listInWords } from '../phrases.ts'

const params = z.strictObject({
  paths: z.array(z.strictObject({ outlet: z.string(), name: z.string(), when: conditionSchema })),
})

/** The first path that holds, top to bottom (FLOW-DSL §4); one `because` per path tried (fine print 47). */
export const branch = defineStepKind({
  kind: 'branch',
  family: 'decide',
  params,
  outlets: ({ paths }) => [...uniqueOutlets(paths), 'else'],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: ({ paths }) => ({
    conditions: paths.map(({ when }, index) => ({ field: `paths[${index}].when`, condition: when, on: 'contact' })),
  }),
  check: ({ paths }) => [...emptyListFindings('paths', paths, 'path'), ...outletNameFindings('paths', paths, ['else'])],
  undrawn: ({ paths }, outlet) => {
    const name = paths.find((path) => path.outlet === outlet)?.name
    return {
      code: 'undrawn_outlet',
      level: 'warning',
      message:
        name === undefined
          ? '"else" is not drawn: a contact that fits no path leaves the flow here'
          : `"${outlet}" is not drawn: a contact on the path ${JSON.stringify(name)} leaves the flow here`,
      fix: `Draw "${outlet}", or to an end step if that is meant.`,
    }
  },
  describe: ({ paths }, language) => {
    const names = [
      ...paths.map(({ name, outlet }) => name.trim() || outlet),
      { en: 'otherwise', fr: 'sinon' }[language],
    ]
    return `${{ en: 'Choose:', fr: 'Choisir\u202f:' }[language]} ${listInWords(names, 'or', language)}`
  },
  enter: (step, env) => choose(step, env),
})

function choose({ paths }: z.infer<typeof params>, env: Environment): StepOutcome {
  const because: Because[] = []
  for (const { outlet, when } of paths) {
    const verdict = env.holds(when)
    because.push(verdict)
    if (verdict.holds) return { type: 'leave', outlet, because }
  }
  return { type: 'leave', outlet: 'else', because }
}
