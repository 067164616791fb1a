import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpReceiver, startHttpReceiver } from '../testing/http-receiver.ts'
import { twilioSms } from './twilio-sms.ts'

const sms = { key: 'c1.1:2:1', to: '+33612345678', text: 'Bonjour Ada & co' }

describe('SMS through a Twilio-compatible provider', () => {
  let provider: HttpReceiver
  beforeEach(async () => {
    provider = await startHttpReceiver()
  })
  afterEach(() => provider.close())

  const sender = (overrides: object = {}) =>
    twilioSms({
      baseUrl: provider.url,
      account: 'AC1',
      token: 'secret',
      from: '+33644630000',
      answerWithinMs: 300,
      ...overrides,
    })
  const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
    provider.answer((response) => response.writeHead(status, headers).end(JSON.stringify(body)))

  it('sends number, sender, text and idempotency key, and keeps the id it is given', async () => {
    answer(201, { sid: 'SM1', status: 'queued' })
    expect(await sender().send(sms)).toEqual({ type: 'accepted', providerId: 'SM1' })
    const [request] = provider.requests
    expect(request).toMatchObject({ method: 'POST', path: '/2010-04-01/Accounts/AC1/Messages.json' })
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('AC1:secret').toString('base64')}`,
      'idempotency-key': 'c1.1:2:1',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: '+33612345678',
      From: '+33644630000',
      Body: 'Bonjour Ada & co',
    })
  })

  it('names a messaging service where the sender is one', async () => {
    const service = `MG${'0'.repeat(32)}`
    await sender({ from: service }).send(sms)
    expect(new URLSearchParams(provider.requests[0]?.body).get('MessagingServiceSid')).toBe(service)
  })

  it.each([
    [
      400,
      { code: 21211, message: 'invalid To' },
      { type: 'refused', because: 'no_mailbox', error: '400 21211 invalid To' },
    ],
    [400, { code: 21610, message: 'unsubscribed recipient' }, { type: 'refused', because: 'opted_out' }],
    [400, { code: 21617, message: 'too long' }, { type: 'refused' }],
    [401, { code: 20003 }, { type: 'later' }],
    [500, {}, { type: 'later' }],
    [503, {}, { type: 'later' }],
  ] as const)('answer %i %o is %o', async (status, body, result) => {
    answer(status, body)
    expect(await sender().send(sms)).toMatchObject(result)
  })

  it('waits as long as it is told when it was too fast', async () => {
    answer(429, {}, { 'retry-after': '3' })
    expect(await sender().send(sms)).toMatchObject({ type: 'later', retryAfterMs: 3000 })
  })

  it('nobody listens: later', async () => {
    await provider.close()
    expect(await sender().send(sms)).toMatchObject({ type: 'later', error: expect.stringContaining('ECONNREFUSED') })
  })

  it.each([
    ['is never given', () => undefined],
    ['is cut off', (response: { destroy(): void }) => response.destroy()],
  ])('an answer that %s leaves nobody knowing', async (_, how) => {
    provider.answer(how)
    expect(await sender().send(sms)).toMatchObject({ type: 'unknown' })
  })
})
