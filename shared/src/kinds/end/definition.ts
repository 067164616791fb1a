import { z } from 'zod'
import { defineStepKind } from '../../contract/step-kind.ts'
import { quoted } from '../phrases.ts'

const params = z.strictObject({ reason: z.string(), outcome: z.enum(['converted', 'neutral', 'lost']) })

/** Leaves the flow; `converted` counts as converted, everything else as ended (fine print 40). */
export const end = defineStepKind({
  kind: 'end',
  family: 'leave',
  params,
  outlets: () => [],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: () => ({}),
  check: ({ reason }) =>
    reason.trim() === ''
      ? [
          {
            code: 'missing_reason',
            level: 'warning',
            field: 'reason',
            message: 'the end has no reason',
            fix: 'Say in a word why trips end here.',
          },
        ]
      : [],
  describe: ({ reason, outcome }, language) => {
    const name = OUTCOMES[outcome][language]
    return `${{ en: 'End', fr: 'Fin' }[language]} (${name})${language === 'fr' ? '\u202f:' : ':'} ${quoted(reason, language)}`
  },
  enter: ({ reason, outcome }) => ({ type: 'finish', status: outcome === 'converted' ? 'converted' : 'ended', reason }),
})

const OUTCOMES = {
  converted: { en: 'converted', fr: 'converti' },
  neutral: { en: 'neutral', fr: 'neutre' },
  lost: { en: 'lost', fr: 'perdu' },
}
