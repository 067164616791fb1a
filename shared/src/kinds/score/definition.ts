import { z } from 'zod'
import { defineStepKind } from '../../contract/step-kind.ts'
import type { Language } from '../../contract/words.ts'
import { listInWords } from '../phrases.ts'

const params = z.strictObject({ fit: z.number().optional(), engagement: z.number().optional(), reason: z.string() })

/** A row in the score ledger; thresholds react as to any other change (FLOW-DSL §4). */
export const score = defineStepKind({
  kind: 'score',
  family: 'record',
  params,
  outlets: () => ['done'],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: () => ({}),
  check: ({ fit = 0, engagement = 0 }) => {
    if (fit !== 0 || engagement !== 0) return []
    const message = 'no points are given, so this step changes nothing'
    return [
      { code: 'no_points', level: 'warning', field: 'engagement', message, fix: 'Give points for fit or engagement.' },
    ]
  },
  describe: (step, language) => {
    const parts = AXES.flatMap(([axis, names]) => {
      const points = step[axis] ?? 0
      return points === 0 ? [] : [`${signed(points)} ${names[language]}`]
    })
    const what = parts.length === 0 ? '0' : listInWords(parts, 'and', language)
    return `${{ en: 'Score', fr: 'Score' }[language]} ${what} (${step.reason})`
  },
  enter: ({ fit = 0, engagement = 0, reason }) => ({
    type: 'leave',
    outlet: 'done',
    actions: [{ type: 'add_score', fit, engagement, reason }],
  }),
})

const AXES: readonly (readonly ['fit' | 'engagement', Readonly<Record<Language, string>>])[] = [
  ['fit', { en: 'fit', fr: 'profil' }],
  ['engagement', { en: 'engagement', fr: 'engagement' }],
]

const signed = (points: number): string => (points > 0 ? `+${points}` : `−${-points}`)
