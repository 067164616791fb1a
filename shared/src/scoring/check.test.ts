import { expect, test } from 'vitest'
import { all, rule } from '../conditions/sample-subject.ts'
import { checkScoring } from './check.ts'
import { scoringModelSchema } from './schema.ts'

const found = (parts: unknown, context: Parameters<typeof checkScoring>[1] = {}) =>
  checkScoring(scoringModelSchema.parse(parts), context).map(({ level, code, field }) => `${level} ${code} ${field}`)

const open = { id: 'open', event: 'email_opened', points: 5 }
const fit = { id: 'it', when: all(rule('contact.title', 'contains', 'IT')), points: 20 }

test('the model of the contract has no problems', () => {
  expect(
    found({
      engagement: [
        { ...open, cap: { points: 20, per: 'P30D' }, halfLife: 'P30D' },
        {
          id: 'careers',
          event: 'page_viewed',
          where: all(rule('url', 'contains', '/careers')),
          points: -15,
          expires: 'P90D',
          oncePer: 'message',
        },
      ],
      fit: [fit],
      inactivity: { after: 'P30D', every: 'P30D', points: -10, floor: 0 },
      temperature: { warm: 30, hot: 60 },
      stages: { mql: all(rule('score.total', '>=', 50)) },
    }),
  ).toEqual([])
})

test.each([
  [
    'a name used twice',
    { engagement: [open, open], fit: [{ ...fit, id: 'open' }] },
    ['error duplicate_id engagement[1].id', 'error duplicate_id fit[0].id'],
  ],
  [
    'a name of rows that no rule makes',
    { engagement: [{ ...open, id: 'inactivity' }] },
    ['error reserved_id engagement[0].id'],
  ],
  ['an event that cannot be', { engagement: [{ ...open, event: 'a\nb' }] }, ['error bad_event engagement[0].event']],
  ['no points', { engagement: [{ ...open, points: 0 }] }, ['warning no_points engagement[0].points']],
  [
    'durations that are none',
    {
      engagement: [{ ...open, halfLife: '30 days', expires: 'P0D', cap: { points: 5, per: 'day' } }],
      inactivity: { after: '-P1D', every: 'P11Y', points: -1 },
    },
    [
      'error bad_duration engagement[0].cap.per',
      'error bad_duration engagement[0].halfLife',
      'error bad_duration engagement[0].expires',
      'error bad_duration inactivity.after',
      'error bad_duration inactivity.every',
    ],
  ],
  [
    'inactivity that gives',
    { inactivity: { after: 'P1D', every: 'P1D', points: 5 } },
    ['error inactivity_points inactivity.points'],
  ],
  ['hot below warm', { temperature: { warm: 50, hot: 50 } }, ['error low_above_high temperature.hot']],
  ['a stage that is none', { stages: { mq: all(rule('stage', '=', 'suspect')) } }, ['error unknown_stage stages.mq']],
  [
    'disqualified by condition',
    { stages: { disqualified: all(rule('stage', '=', 'suspect')) } },
    ['warning stage_never_set stages.disqualified'],
  ],
  [
    'a fit rule that asks for the score',
    { fit: [{ ...fit, when: all(rule('score.engagement', '>', 5)) }] },
    ['warning score_reads_itself fit[0].when'],
  ],
  [
    'conditions with problems, by their path',
    {
      engagement: [{ ...open, where: all(rule('url', 'has', 'x')) }],
      fit: [{ ...fit, when: all() }],
      stages: { mql: all(rule('visits.x', '>', 1)) },
    },
    [
      'error unknown_operator engagement[0].where.rules[0].operator',
      'error empty_group fit[0].when.rules',
      'error unknown_step stages.mql.rules[0].field',
    ],
  ],
])('%s', (_name, parts, expected) => {
  expect(found(parts)).toEqual(expected)
})

test('a fit rule is found to ask for the score through a segment too', () => {
  const segments = { warm: all(rule('score.total', '>', 5)) }
  expect(found({ fit: [{ ...fit, when: all(rule('segment.warm', '=', true)) }] }, { segments })).toEqual([
    'warning score_reads_itself fit[0].when',
  ])
})
