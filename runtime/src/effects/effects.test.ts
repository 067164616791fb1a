import type { Contact } from '@couveuse/shared/contact/schema'
import type { Effect } from '@couveuse/shared/contract/effect'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testClock } from '../adapters/test-clock.ts'
import { noCrash } from '../ports/crash-point.ts'
import type { OutgoingMail } from '../ports/mailer.ts'
import type { SendResult } from '../ports/send-result.ts'
import type { WebhookCall, WebhookResult } from '../ports/webhook-caller.ts'
import type { EffectDeps } from './effect-deps.ts'
import { keyOfMessageId, messageIdOf } from './message-id.ts'
import { lost, perform } from './registry.ts'

const NOW = Date.UTC(2026, 2, 2, 8)
const ada: Contact = {
  id: 'ada',
  createdAt: NOW,
  fields: { email: 'ada@example.org', language: 'fr-CA' },
  account: {},
  tags: [],
  lists: [],
  stage: 'prospect',
  bant: {},
  consent: {},
  suppressed: [],
}
const origin = { contactId: 'ada', enrollmentId: 'ada.1', flow: 'f', step: 's' }
const mail: Effect = {
  ...origin,
  key: 'ada.1:2:1',
  type: 'send_message',
  channel: 'email',
  to: 'ada@example.org',
  topic: 'news',
  subject: 'Bonjour',
  text: null,
  html: '<html><body><p>Lisez <a href="https://example.com/a?x=1&amp;y=2">ceci</a></p></body></html>',
  messageKey: 'ada.1:2',
}
const hook: Effect = {
  ...origin,
  key: 'ada.1:3:1',
  type: 'call_webhook',
  url: 'https://hooks.example.com/',
  method: 'POST',
  headers: {},
  timeout: 'PT10S',
  seq: 3,
}

function world(met: { mail?: SendResult; sms?: SendResult; webhook?: WebhookResult } = {}) {
  const mails: OutgoingMail[] = []
  const calls: WebhookCall[] = []
  const deps: EffectDeps = {
    mailer: {
      async send(given) {
        mails.push(given)
        return met.mail ?? { type: 'accepted' }
      },
      close: async () => undefined,
    },
    sms: { send: async () => met.sms ?? { type: 'accepted' } },
    webhooks: {
      async call(given) {
        calls.push(given)
        return met.webhook ?? { type: 'answered', status: 200, body: { size: 3 } }
      },
    },
    link: (meaning) => `https://t.example/${meaning.type}?${'url' in meaning ? encodeURIComponent(meaning.url) : ''}`,
    clock: testClock(NOW),
    mailFrom: 'Acme <hello@acme.example>',
    crashPoint: noCrash,
  }
  const settings = workspaceSettingsSchema.parse({ teams: { emea: { members: ['ana@acme.example', 'bo'] } } })
  return {
    mails,
    calls,
    run: (effect: Effect, contact: Contact | undefined = ada) => perform(effect, deps, { contact, settings }),
    runErased: (effect: Effect) => perform(effect, deps, { contact: undefined, settings }),
  }
}

describe('a marketing mail as it leaves', () => {
  it('has tracked links, a trap before them, an open pixel, and the way out in body and headers', async () => {
    const { run, mails } = world()
    await run(mail)
    const [sent] = mails
    const html = sent?.html ?? ''
    expect(html).toContain(`href="https://t.example/click?${encodeURIComponent('https://example.com/a?x=1&y=2')}"`)
    expect(html.indexOf('t.example/trap')).toBeGreaterThan(0)
    expect(html.indexOf('t.example/trap')).toBeLessThan(html.indexOf('t.example/click'))
    expect(html).toMatch(/Se désabonner.*<img src="https:\/\/t\.example\/open\?"[^>]*><\/body>/s)
    expect(sent?.text).toContain('Lisez ceci')
    expect(sent?.text).toContain('Se désabonner: https://t.example/unsubscribe?')
    expect(sent).toMatchObject({
      from: 'Acme <hello@acme.example>',
      to: ['ada@example.org'],
      messageId: 'ada.1=3A2=3A1@acme.example',
      headers: {
        'List-Unsubscribe': '<https://t.example/unsubscribe?>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    })
  })

  it('speaks the language of the contact', async () => {
    const { run, mails } = world()
    await run(mail, { ...ada, fields: {} })
    expect(mails[0]?.text).toContain('Unsubscribe: https://t.example/unsubscribe?')
  })

  it('is not sent to somebody who was erased meanwhile', async () => {
    const { runErased, mails } = world()
    expect(await runErased(mail)).toMatchObject({ type: 'refused' })
    expect(mails).toEqual([])
  })

  it.each([
    [{ type: 'refused', error: '550', because: 'no_mailbox' }, 'hard'],
    [{ type: 'refused', error: '552 full', because: 'unreachable' }, 'soft'],
    [{ type: 'refused', error: '554 spam' }, 'soft'],
  ] as const)('refused with %o comes back as a bounce of type %s', async (met, type) => {
    const outcome = await world({ mail: met }).run(mail)
    expect(outcome).toMatchObject({
      type: 'refused',
      arrivals: [
        {
          contact: { id: 'ada' },
          cause: { type: 'event', event: { name: 'email_bounced', properties: { type }, messageKey: 'ada.1:2' } },
        },
      ],
    })
  })

  it('that bounces twice is one event: the attempt is not in its id', async () => {
    const met = { type: 'refused', error: '550', because: 'no_mailbox' } as const
    const [one, two] = [await world({ mail: met }).run(mail), await world({ mail: met }).run(mail)]
    expect(one).toEqual(two)
  })
})

it('somebody who stopped an SMS by the provider has unsubscribed from SMS', async () => {
  const sms: Effect = { ...mail, channel: 'sms', to: '+33612345678', text: 'Hi' }
  const outcome = await world({ sms: { type: 'refused', error: '21610', because: 'opted_out' } }).run(sms)
  expect(outcome).toMatchObject({
    arrivals: [{ cause: { event: { name: 'unsubscribed', properties: { channel: 'sms' } } } }],
  })
})

describe('a notice to people at work', () => {
  const notice: Effect = {
    ...origin,
    key: 'ada.1:4:1',
    type: 'notify',
    to: 'team:emea',
    subject: 'Hot lead',
    text: 'Call her.',
  }

  it('goes to the members of a team who have an address, without links and without a way out', async () => {
    const { run, mails } = world()
    expect(await run(notice)).toEqual({ type: 'sent' })
    expect(mails[0]).toMatchObject({
      to: ['ana@acme.example'],
      text: 'Call her.',
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    expect(mails[0]?.headers).not.toHaveProperty('List-Unsubscribe')
  })

  it('to nobody with an address fails and says what to do', async () => {
    expect(await world().run({ ...notice, to: 'bo' })).toEqual({
      type: 'refused',
      error: '"bo" has no e-mail address: write one into the step or the team',
    })
  })
})

describe('a webhook', () => {
  const answerOf = (outcome: Awaited<ReturnType<ReturnType<typeof world>['run']>>) =>
    'arrivals' in outcome ? outcome.arrivals?.map(({ cause, key }) => ({ cause, key })) : undefined

  it('brings its answer to the visit that waits for it', async () => {
    const { run, calls } = world()
    expect(answerOf(await run(hook))).toEqual([
      {
        cause: { type: 'webhook', enrollmentId: 'ada.1', seq: 3, answer: { status: 200, body: { size: 3 } } },
        key: 'webhook:ada.1:3:1',
      },
    ])
    expect(calls[0]).toMatchObject({ key: 'ada.1:3:1', timeoutMs: 10_000 })
  })

  it('is judged by the flow where trying again cannot help, and tried again where it can', async () => {
    const refused = await world({ webhook: { type: 'answered', status: 404, body: {} } }).run(hook)
    expect([refused.type, answerOf(refused)?.[0]?.cause]).toMatchObject(['refused', { answer: { status: 404 } }])
    for (const status of [408, 429, 500, 503]) {
      const later = await world({ webhook: { type: 'answered', status, body: {}, retryAfterMs: 5000 } }).run(hook)
      expect(later).toMatchObject({
        type: 'later',
        notBefore: NOW + 5000,
        ifGivenUp: [{ cause: { answer: { status } } }],
      })
    }
  })

  it('that can never be called answers with the error, whatever the reason', async () => {
    const met: WebhookResult = { type: 'refused', error: 'private network' }
    expect(answerOf(await world({ webhook: met }).run(hook))?.[0]?.cause).toMatchObject({
      answer: { error: 'private network' },
    })
    expect(answerOf(lost(hook, 'internal error'))?.[0]?.cause).toMatchObject({ answer: { error: 'internal error' } })
    expect(lost(mail, 'internal error')).toEqual({ type: 'refused', error: 'internal error', arrivals: [] })
  })
})

describe('the Message-ID of an effect', () => {
  it('is readable back into the key and fits into a header, whatever the contact is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (contact, seq, n) => {
        const key = `${contact.toWellFormed()}.1:${seq}:${n}`
        const id = messageIdOf(key, 'Acme <hello@acme.example>')
        expect(id).toMatch(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@acme\.example$/)
        expect(keyOfMessageId(`<${id}>`)).toBe(key)
      }),
    )
  })

  it('of somebody else is no key', () => {
    expect(keyOfMessageId('<CAF=x@mail.gmail.com>')).toBeUndefined()
    expect(keyOfMessageId('')).toBeUndefined()
  })
})
