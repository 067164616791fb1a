import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mailer, OutgoingMail } from '../ports/mailer.ts'
import { type Mailbox, startMailbox } from '../testing/mailbox.ts'
import { smtpMailer } from './smtp-mailer.ts'

const mail: OutgoingMail = {
  messageId: 'c1.1=3A2=3A1@example.com',
  from: 'Acme <hello@example.com>',
  to: ['ada@example.org'],
  subject: 'Bonjour Ada',
  text: 'Bonjour, voilà.',
  html: '<p>Bonjour, <b>voilà</b>.</p>',
  headers: { 'List-Unsubscribe': '<https://x.example/t/u/1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
}

describe('mail over SMTP', () => {
  let mailbox: Mailbox
  let mailer: Mailer

  beforeEach(async () => {
    mailbox = await startMailbox()
    mailer = smtpMailer({ url: mailbox.url, connections: 2, answerWithinMs: 300 })
  })
  afterEach(async () => {
    await mailer.close()
    await mailbox.close()
  })

  it('arrives whole: its Message-ID, the way out in the headers, text and HTML part', async () => {
    expect(await mailer.send(mail)).toMatchObject({ type: 'accepted' })
    const [received] = mailbox.mails
    const parsed = await mailbox.parse(received!)
    expect(parsed).toMatchObject({
      messageId: '<c1.1=3A2=3A1@example.com>',
      from: { name: 'Acme', address: 'hello@example.com' },
      to: [{ address: 'ada@example.org' }],
      subject: 'Bonjour Ada',
    })
    expect(parsed.text?.trim()).toBe('Bonjour, voilà.')
    expect(parsed.html).toContain('<b>voilà</b>')
    const header = (key: string) => parsed.headers.find((one) => one.key === key)?.value
    expect(header('list-unsubscribe')).toBe('<https://x.example/t/u/1>')
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  })

  it.each([
    [
      { reply: 550, text: 'no such user' },
      { type: 'refused', because: 'no_mailbox' },
    ],
    [
      { reply: 550, text: '5.1.1 no such user' },
      { type: 'refused', because: 'no_mailbox' },
    ],
    [
      { reply: 552, text: '5.2.2 mailbox full' },
      { type: 'refused', because: 'unreachable' },
    ],
    [
      { reply: 550, text: '5.7.1 blocked by policy' },
      { type: 'refused', because: 'unreachable' },
    ],
    [{ reply: 450, text: '4.2.0 greylisted' }, { type: 'later' }],
    [{ reply: 421, text: 'too many connections' }, { type: 'later' }],
    [{ cut: 'before_content' }, { type: 'later' }],
  ] as const)('a recipient met with %o is %o', async (verdict, result) => {
    mailbox.meet({ recipient: () => verdict })
    expect(await mailer.send(mail)).toMatchObject(result)
    expect(mailbox.mails).toEqual([])
  })

  it.each([
    [{ reply: 554, text: '5.7.1 looks like spam' }, { type: 'refused' }],
    [
      { reply: 550, text: '5.1.1 no such user after all' },
      { type: 'refused', because: 'no_mailbox' },
    ],
    [{ reply: 451, text: '4.3.0 try again' }, { type: 'later' }],
  ] as const)('content met with %o is %o', async (verdict, result) => {
    mailbox.meet({ content: () => verdict })
    const met = await mailer.send(mail)
    expect(met).toMatchObject(result)
    if (!('because' in result)) expect(met).not.toHaveProperty('because')
  })

  it('a refused sender is our own fault, not that of the address', async () => {
    mailbox.meet({ sender: () => ({ reply: 553, text: 'sender not allowed' }) })
    const met = await mailer.send(mail)
    expect(met).toMatchObject({ type: 'refused' })
    expect(met).not.toHaveProperty('because')
  })

  it('a connection cut after the whole content leaves nobody knowing', async () => {
    mailbox.meet({ content: () => ({ cut: 'after_content' }) })
    expect(await mailer.send(mail)).toMatchObject({ type: 'unknown' })
  })

  it('a connection that the server dropped while idle costs no attempt', async () => {
    await mailer.send(mail)
    mailbox.dropConnections()
    expect(await mailer.send({ ...mail, messageId: 'c1.1=3A3=3A1@example.com' })).toMatchObject({ type: 'accepted' })
    expect(mailbox.mails).toHaveLength(2)
  })

  it('connections are used again and again', async () => {
    for (let n = 0; n < 20; n += 1) await mailer.send({ ...mail, messageId: `n${n}@example.com` })
    expect(mailbox.mails).toHaveLength(20)
    expect(mailbox.connections()).toBeLessThanOrEqual(2)
  })
})

describe('mail over SMTP when the other side is not well', () => {
  it('nobody listens: later', async () => {
    const mailer = smtpMailer({ url: 'smtp://127.0.0.1:1', connections: 1 })
    expect(await mailer.send(mail)).toMatchObject({
      type: 'later',
      error: expect.stringMatching(/ECONNREFUSED|ESOCKET/),
    })
    await mailer.close()
  })

  it('a login that is refused is ours to mend: later', async () => {
    const mailbox = await startMailbox({ asksForLogin: true })
    mailbox.meet({ login: { reply: 535, text: '5.7.8 wrong password' } })
    const mailer = smtpMailer({ url: mailbox.url.replace('smtp://', 'smtp://me:secret@'), connections: 1 })
    expect(await mailer.send(mail)).toMatchObject({ type: 'later', error: expect.not.stringContaining('secret') })
    await mailer.close()
    await mailbox.close()
  })

  it('a server that takes the content and falls silent leaves nobody knowing', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.write('220 here\r\n')
      socket.on('data', (data) => {
        for (const line of data.toString().split('\r\n').filter(Boolean)) {
          if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write('250 fine\r\n')
          if (/^DATA/.test(line)) socket.write('354 go on\r\n')
        }
      })
    })
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    const mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, connections: 1, answerWithinMs: 200 })
    expect(await mailer.send(mail)).toMatchObject({ type: 'unknown' })
    await mailer.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
})
