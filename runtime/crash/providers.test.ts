import type { ServerResponse } from 'node:http'
import { keyOfMessageId } from '@couveuse/runtime/effects/message-id'
import { startMailbox } from '@couveuse/runtime/testing/mailbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

const MINUTE = 60_000

/** Answers with these, one after the other, and with the last one from then on. */
function inTurn<T>(...answers: readonly T[]): () => T {
  let asked = 0
  return () => answers[Math.min(asked++, answers.length - 1)] as T
}

describe('the mail server', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.close())
  const idsAccepted = () => office.mailbox.mails.map(({ to }) => to[0]?.split('@')[0]).sort()

  it('refuses for good, for now, throttles or hangs up before the content: each mail is accepted once or has failed with its reason', async () => {
    // The adapter itself takes a fresh connection twice: pooled ones are closed while they are idle.
    const tooMany = { reply: 421, text: '4.7.0 too many connections' }
    const greylisted = inTurn(
      { reply: 450, text: '4.2.0 greylisted' },
      { reply: 450, text: '4.2.0 greylisted' },
      undefined,
    )
    const throttled = inTurn(tooMany, tooMany, tooMany, undefined)
    const busy = inTurn({ reply: 451, text: '4.3.0 try again' }, undefined)
    office.mailbox.meet({
      recipient(to) {
        if (to.startsWith('nobody')) return { reply: 550, text: '5.1.1 no such user' }
        if (to.startsWith('greylisted')) return greylisted()
        return to.startsWith('throttled') ? throttled() : undefined
      },
      content({ to: [to = ''] }) {
        if (to.startsWith('spam')) return { reply: 554, text: '5.7.1 looks like spam' }
        return to.startsWith('busy') ? busy() : undefined
      },
    })
    const people = ['fine', 'nobody', 'spam', 'greylisted', 'throttled', 'busy']
    for (const id of people) await office.mail(id)
    await office.pass(10 * MINUTE)
    expect(idsAccepted()).toEqual(['busy', 'fine', 'greylisted', 'throttled'])
    expect(await office.fateOf('fine')).toEqual({ state: 'sent', attempts: 1, error: null })
    expect(await office.fateOf('greylisted')).toMatchObject({ state: 'sent', attempts: 3 })
    expect(await office.fateOf('throttled')).toMatchObject({ state: 'sent', attempts: 2 })
    expect(await office.fateOf('busy')).toMatchObject({ state: 'sent', attempts: 2 })
    expect(await office.fateOf('nobody')).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: expect.stringContaining('550'),
    })
    expect(await office.fateOf('spam')).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: expect.stringContaining('554'),
    })
    expect(office.said('warn')).toContain('nobody.1:1:1: refused')
  })

  it('is down for an hour: mail waits, the log says so now and then, and all of it leaves once when the server is back', async () => {
    const { port } = new URL(office.mailbox.url)
    await office.mailbox.close()
    for (const id of ['a', 'b', 'c']) await office.mail(id)
    await office.pass(60 * MINUTE)
    expect(await office.fateOf('a')).toMatchObject({ state: 'queued', error: expect.stringContaining('ECONNREFUSED') })
    expect(office.said('error')).toMatch(/Nothing is taken on the other side \(email: .*ECONNREFUSED/)
    expect(office.log.lines.filter(({ level }) => level === 'error').length).toBeLessThan(10)
    const back = await startMailbox({ port: Number(port) })
    try {
      await office.pass(60 * MINUTE)
      expect(back.mails.map(({ messageId }) => keyOfMessageId(messageId)).sort()).toEqual([
        'a.1:1:1',
        'b.1:1:1',
        'c.1:1:1',
      ])
      expect(office.said('info')).toContain('Sending (email) works again')
    } finally {
      await back.close()
    }
  })
})

describe('a connection that is cut after the whole mail, or a server that never says whether it took it', () => {
  let office: Office
  afterEach(() => office.close())

  it.each(['cut', 'silence'] as const)(
    '(%s) holds the mail where the policy is to hold: it is not sent again before somebody decides',
    async (how) => {
      office = await openOffice({ RESEND_POLICY: 'hold' })
      const verdict = inTurn(
        how === 'cut' ? ({ cut: 'after_content' } as const) : new Promise<undefined>(() => undefined),
        undefined,
      )
      let handedOver = 0
      office.mailbox.meet({
        content() {
          handedOver += 1
          return verdict()
        },
      })
      await office.mail('ada')
      await office.pass(120 * MINUTE)
      expect(handedOver).toBe(1)
      expect(await office.fateOf('ada')).toMatchObject({ state: 'held', attempts: 1 })
      expect(office.said('warn')).toContain('ada.1:1:1: unknown')
      expect(await office.decide('resend', 'ada.1:1')).toBe(1)
      await office.pass(MINUTE)
      expect(office.mailbox.mails.map(({ messageId }) => keyOfMessageId(messageId))).toEqual(['ada.1:1:1'])
      expect(await office.fateOf('ada')).toMatchObject({ state: 'sent', attempts: 2 })
    },
  )

  it('sends the mail again under the same Message-ID where the policy is to resend, so that the other side can tell', async () => {
    office = await openOffice({ RESEND_POLICY: 'resend' })
    const verdict = inTurn({ cut: 'after_content' } as const, undefined)
    const handedOver: string[] = []
    office.mailbox.meet({
      content({ messageId }) {
        handedOver.push(messageId)
        return verdict()
      },
    })
    await office.mail('ada')
    await office.pass(10 * MINUTE)
    expect(handedOver).toHaveLength(2)
    expect(new Set(handedOver).size).toBe(1)
    expect(await office.fateOf('ada')).toMatchObject({ state: 'sent', attempts: 2 })
  })
})

describe('the address of a webhook', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.close())

  it('fails, throttles, hangs, hangs up or is gone: each call ends by its way out, under one key, and a pause that was asked for is kept', async () => {
    const fail =
      (status: number, headers: Record<string, string> = {}) =>
      (response: ServerResponse) =>
        void response.writeHead(status, headers).end('{}')
    const fine = fail(200)
    const ways: Record<string, () => (response: ServerResponse) => void> = {
      '/fine': () => fine,
      '/gone': () => fail(404),
      '/broken': inTurn(fail(500), fail(503), fine),
      '/throttled': inTurn(fail(429, { 'retry-after': '1800' }), fine),
      '/hanging': inTurn(() => undefined, fine),
      '/cut': inTurn((response: ServerResponse) => void response.destroy(), fine),
    }
    office.receiver.answer((response, { path }) => (ways[path] ?? (() => fine))()(response))
    const places = Object.keys(ways).map((path) => path.slice(1))
    for (const place of places) await office.call(place, `${office.receiver.url}/${place}`)
    await office.call('down', 'http://127.0.0.1:1/down')
    await office.pass(20 * MINUTE)
    const triesOf = (place: string) => office.receiver.requests.filter(({ path }) => path === `/${place}`)
    expect(triesOf('throttled')).toHaveLength(1)
    await office.pass(100 * MINUTE)

    expect(await office.endOf('fine')).toEqual('answered')
    for (const place of ['broken', 'throttled', 'hanging', 'cut']) expect(await office.endOf(place)).toBe('answered')
    for (const place of ['gone', 'down']) expect(await office.endOf(place)).toBe('unanswered')
    expect(places.map((place) => [place, triesOf(place).length])).toEqual([
      ['fine', 1],
      ['gone', 1],
      ['broken', 3],
      ['throttled', 2],
      ['hanging', 2],
      ['cut', 2],
    ])
    for (const place of places) {
      expect(new Set(triesOf(place).map(({ headers }) => headers['webhook-id']))).toEqual(new Set([`${place}.1:1:1`]))
    }
    expect(office.said('info')).toContain('broken.1:1:1 will be tried again')
    expect(office.said('warn')).toContain('gone.1:1:1: refused')
  })
})

describe('the SMS provider', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.close())

  it('refuses, throttles, fails, hangs or hangs up: each message is sent once, has failed with its reason, or is held', async () => {
    const answer =
      (status: number, body: unknown, headers: Record<string, string> = {}) =>
      (response: ServerResponse) =>
        void response.writeHead(status, headers).end(JSON.stringify(body))
    const fine = answer(201, { sid: 'SM1' })
    const people: Record<string, () => (response: ServerResponse) => void> = {
      fine: () => fine,
      stopped: () => answer(400, { code: 21610, message: 'unsubscribed' }),
      nobody: () => answer(400, { code: 21211, message: 'invalid number' }),
      throttled: inTurn(answer(429, {}, { 'retry-after': '1800' }), fine),
      broken: inTurn(answer(503, {}), fine),
      hanging: () => () => undefined,
      cut: () => (response) => void response.destroy(),
    }
    const names = Object.keys(people)
    office.receiver.answer((response, { body }) => {
      const name = names[Number(new URLSearchParams(body).get('To')?.slice(-1))] ?? 'fine'
      people[name]?.()(response)
    })
    for (const [index, name] of names.entries()) await office.text(name, `+3361234567${index}`)
    await office.pass(20 * MINUTE)
    const triesOf = (name: string) =>
      office.receiver.requests.filter(({ headers }) => headers['idempotency-key'] === `${name}.1:1:1`).length
    expect(triesOf('throttled')).toBe(1)
    await office.pass(60 * MINUTE)
    const fates = await Promise.all(names.map(async (name) => [name, (await office.fateOf(name)).state, triesOf(name)]))
    expect(fates).toEqual([
      ['fine', 'sent', 1],
      ['stopped', 'failed', 1],
      ['nobody', 'failed', 1],
      ['throttled', 'sent', 2],
      ['broken', 'sent', 2],
      ['hanging', 'held', 1],
      ['cut', 'held', 1],
    ])
    expect(office.said('warn')).toContain('hanging.1:1:1: unknown')
  })
})
