import { z } from 'zod'
import { defineStepKind } from '../../contract/step-kind.ts'
import { quoted } from '../phrases.ts'

const params = z.strictObject({ name: z.string(), value: z.number().optional() })

/** A milestone for reports; unrelated to the flow's own goals and never the end of a trip (fine print 121). */
export const goal = defineStepKind({
  kind: 'goal',
  family: 'record',
  params,
  outlets: () => ['done'],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: () => ({}),
  check: ({ name }) =>
    name.trim() === ''
      ? [
          {
            code: 'missing_name',
            level: 'error',
            field: 'name',
            message: 'the goal has no name',
            fix: 'Name the goal as reports should show it.',
          },
        ]
      : [],
  describe: ({ name, value }, language) =>
    `${{ en: 'Goal reached:', fr: 'Objectif atteint\u202f:' }[language]} ${quoted(name, language)}${value === undefined ? '' : ` (${value})`}`,
  enter: ({ name, value }) => ({
    type: 'leave',
    outlet: 'done',
    actions: [{ type: 'reach_goal', name, ...(value === undefined ? {} : { value }) }],
  }),
})
