import { z } from 'zod'
import { defineStepKind } from '../../contract/step-kind.ts'
import { failure } from '../content.ts'
import { personInWords, personText, recipientSchema, teamMentions } from '../people.ts'
import { quoted } from '../phrases.ts'

const params = z.strictObject({ to: recipientSchema, subject: z.string(), body: z.string() })

/** An internal e-mail: no marketing, so no permission, no cap, and goals are not tested before it (fine print 60). */
export const notify = defineStepKind({
  kind: 'notify',
  family: 'connect',
  params,
  outlets: () => ['done'],
  fallThrough: {},
  isActing: false,
  mayRest: () => false,
  mentions: ({ to, subject, body }) => ({
    teams: teamMentions('to', to),
    templates: [
      { field: 'subject', template: subject },
      { field: 'body', template: body },
    ],
  }),
  check: ({ to }) => {
    if (typeof to === 'string' || !('email' in to) || /^[^\s@]+@[^\s@]+$/.test(to.email)) return []
    const message = `"${to.email}" is not an e-mail address`
    return [
      {
        code: 'bad_address',
        level: 'error',
        field: 'to.email',
        message,
        fix: 'Write an address such as sales@example.com.',
      },
    ]
  },
  describe: ({ to, subject }, language) =>
    language === 'fr'
      ? `Prévenir ${personInWords(to, 'fr')}\u202f: ${quoted(subject, 'fr')}`
      : `Tell ${personInWords(to, 'en')}: ${quoted(subject, 'en')}`,
  enter: ({ to, subject, body }, env) => {
    const rendered = env.renderMessage({ inline: { subject, body } }, 'email')
    if (!rendered.ok) return failure('template_error', rendered.message)
    return {
      type: 'leave',
      outlet: 'done',
      actions: [{ type: 'notify', to: personText(to, env), message: rendered.value }],
    }
  },
})
