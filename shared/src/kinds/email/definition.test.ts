import { describe, expect, test } from 'vitest'
import type { PermissionVerdict } from '../../contract/environment.ts'
import { aContact, anEnvironment, anEvent, at, BROKEN_TEMPLATE } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { email } from './definition.ts'

stepKindSuite(email, [
  { message: 'welcome' },
  {
    inline: { subject: 'Hi {{ contact.firstName }}', body: '<p>{{ contact.firstName }}</p>' },
    topic: 'news',
    from: 'owner',
    onCap: 'skip',
  },
])

const welcome = { inline: { subject: 'Hi {{ contact.firstName }}', body: 'Welcome' } }
const TOMORROW = at('2026-03-03T07:00:00Z')
const delayed: PermissionVerdict = { type: 'delay', until: TOMORROW, why: 'quiet_hours' }
const blocked: PermissionVerdict = { type: 'blocked', to: 'ada@example.com', reason: 'consent' }

describe('an email step', () => {
  test('sends what it rendered and goes on at once', () => {
    expect(email.enter({ ...welcome, topic: 'news' }, anEnvironment())).toEqual({
      type: 'leave',
      outlet: 'sent',
      actions: [
        {
          type: 'send_message',
          channel: 'email',
          to: 'ada@example.com',
          topic: 'news',
          isTransactional: false,
          message: { subject: 'Hi Ada', text: 'Welcome' },
        },
      ],
    })
  })

  test('asks permission for its topic, delaying at the cap unless told to skip', () => {
    const asked: unknown[] = []
    const permission = (...question: unknown[]): PermissionVerdict => {
      asked.push(question)
      return blocked
    }
    email.enter({ ...welcome, topic: 'news' }, anEnvironment({ permission }))
    email.enter({ ...welcome, onCap: 'skip' }, anEnvironment({ permission }))
    expect(asked).toEqual([
      ['email', 'news', 'delay'],
      ['email', undefined, 'skip'],
    ])
  })

  test('not permitted, leaves blocked with the reason and renders nothing', () => {
    const broken = { inline: { subject: 'x', body: BROKEN_TEMPLATE } }
    expect(email.enter(broken, anEnvironment({ permission: () => blocked }))).toEqual({
      type: 'leave',
      outlet: 'blocked',
      actions: [{ type: 'message_blocked', channel: 'email', to: 'ada@example.com', reason: 'consent' }],
      detail: { reason: 'consent' },
    })
  })

  test('held back, rests until the release and says why', () => {
    expect(email.enter(welcome, anEnvironment({ permission: () => delayed }))).toEqual({
      type: 'rest',
      wakeAt: TOMORROW,
      memory: { releaseAt: TOMORROW },
      detail: { why: 'quiet_hours' },
    })
  })

  test('at the release asks all of it again: consent withdrawn meanwhile blocks (fine print 131)', () => {
    const env = anEnvironment({ now: TOMORROW, permission: () => blocked })
    expect(email.resume?.(welcome, env, { type: 'timer' }, { releaseAt: TOMORROW })).toMatchObject({
      outlet: 'blocked',
    })
    const again = anEnvironment({ now: TOMORROW, permission: () => ({ ...delayed, until: TOMORROW + 1 }) })
    expect(email.resume?.(welcome, again, { type: 'timer' }, { releaseAt: TOMORROW })).toMatchObject({
      wakeAt: TOMORROW + 1,
    })
    expect(email.resume?.(welcome, anEnvironment({ now: TOMORROW }), { type: 'timer' }, {})).toMatchObject({
      outlet: 'sent',
    })
  })

  test('a changed zone moves the release, and sends when it has passed (fine print 177)', () => {
    const moved = anEnvironment({ permission: () => ({ ...delayed, until: TOMORROW + 3_600_000 }) })
    const memory = { releaseAt: TOMORROW }
    expect(email.resume?.(welcome, moved, { type: 'change' }, memory)).toMatchObject({
      type: 'rest',
      wakeAt: TOMORROW + 3_600_000,
    })
    expect(email.resume?.(welcome, anEnvironment(), { type: 'change' }, memory)).toMatchObject({ outlet: 'sent' })
  })

  test('a change that moves nothing, or withdraws consent before the release, leaves it resting', () => {
    const memory = { releaseAt: TOMORROW }
    expect(email.resume?.(welcome, anEnvironment({ permission: () => delayed }), { type: 'change' }, memory)).toEqual({
      type: 'stay',
    })
    expect(email.resume?.(welcome, anEnvironment({ permission: () => blocked }), { type: 'change' }, memory)).toEqual({
      type: 'stay',
    })
    const event = anEvent('page_viewed')
    expect(email.resume?.(welcome, anEnvironment(), { type: 'event', event }, memory)).toEqual({ type: 'stay' })
  })

  test('a broken template quarantines instead of sending half of it', () => {
    const broken = { inline: { subject: 'Hi', body: BROKEN_TEMPLATE } }
    expect(email.enter(broken, anEnvironment())).toEqual({
      type: 'fail',
      code: 'template_error',
      message: 'a {{ is never closed',
    })
  })

  test('writes in the name of the owner where the owner has an address', () => {
    const step = { ...welcome, from: 'owner' }
    expect(email.enter(step, anEnvironment())).toMatchObject({ actions: [{ from: 'ana@example.com' }] })
    const byName = anEnvironment({ contact: aContact({ fields: { owner: 'Ana' } }) })
    expect(email.enter(step, byName)).not.toHaveProperty('actions.0.from')
    expect(email.enter({ ...welcome, from: 'me' }, anEnvironment())).toMatchObject({
      type: 'fail',
      code: 'bad_address',
    })
  })

  test('takes a library message or a text of its own, exactly one (fine print 115)', () => {
    expect(email.check?.({})).toMatchObject([{ code: 'missing_message', field: 'message' }])
    expect(email.check?.({ ...welcome, message: 'welcome' })).toMatchObject([{ code: 'two_messages' }])
    expect(email.check?.({ ...welcome, from: 'me' })).toMatchObject([{ code: 'bad_address', field: 'from' }])
    expect(email.enter({}, anEnvironment())).toMatchObject({ type: 'fail', code: 'bad_value' })
    expect(email.enter({ ...welcome, message: 'welcome' }, anEnvironment())).toMatchObject({
      type: 'fail',
      code: 'bad_value',
    })
  })

  test('is described by its message', () => {
    expect(email.describe({ message: 'welcome' }, 'en')).toBe('Send e-mail “welcome”')
    expect(email.describe(welcome, 'fr')).toBe('Envoyer l’e-mail «\u202fHi {{ contact.firstName }}\u202f»')
  })
})
