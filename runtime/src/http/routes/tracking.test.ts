import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
  await it.send('POST', '/api/contacts', {
    id: 'ada',
    fields: { email: 'ada@example.com' },
    consent: { email: 'granted' },
  })
})
afterEach(() => it.close())

const messageKey = 'ada.1:1'
const person = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36' }
const path = (link: string) => new URL(link).pathname
const click = (url = 'https://example.com/paper?x=1&y=é') =>
  path(it.signer.link({ type: 'click', contactId: 'ada', messageKey, url }))
const opened = () => path(it.signer.link({ type: 'open', contactId: 'ada', messageKey }))
const wayOut = (more: object = {}) =>
  path(it.signer.link({ type: 'unsubscribe', contactId: 'ada', messageKey, channel: 'email', ...more }))
const eventsOf = async () => Object((await it.get('/api/contacts/ada/timeline?type=event')).body).items
const consent = async () => Object((await it.get('/api/contacts/ada')).body).consent

test('an open is a dot that nobody keeps, and an event of the message', async () => {
  const answer = await it.request(opened(), { headers: person })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/gif')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('cross-origin-resource-policy')).toBeNull()
  expect(await eventsOf()).toMatchObject([{ event: 'email_opened', isMachine: false }])
})

test('a click leads on to the address inside the signature, and is an event that names it', async () => {
  const answer = await it.request(click(), { headers: person })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('https://example.com/paper?x=1&y=%C3%A9')
  expect(await eventsOf()).toMatchObject([
    { event: 'email_clicked', properties: { url: 'https://example.com/paper?x=1&y=é' } },
  ])
})

test('an address that we did not sign leads nowhere', async () => {
  const [content = '', signature = ''] = click().replace('/t/c/', '').split('.')
  const other = Buffer.from(JSON.stringify({ contactId: 'ada', messageKey, url: 'https://evil.example' })).toString(
    'base64url',
  )
  for (const token of [`${other}.${signature}`, `${content}.AAAAAAAAAAAAAAAAAAAAAA`, content, 'x']) {
    const answer = await it.get(`/t/c/${token}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  }
  expect(await it.get(click('javascript:alert(1)'))).toMatchObject({ status: 400 })
  expect(await eventsOf()).toEqual([])
})

test('a machine is sent on as well, but its click is flagged', async () => {
  const answer = await it.request(click(), { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' } })
  expect(answer.status).toBe(302)
  expect(await eventsOf()).toMatchObject([{ event: 'email_clicked', isMachine: true }])
})

test('who follows the invisible link is a machine from then on', async () => {
  expect(
    (await it.request(path(it.signer.link({ type: 'trap', contactId: 'ada', messageKey })), { headers: person }))
      .status,
  ).toBe(204)
  await it.request(click(), { headers: person })
  expect(await eventsOf()).toMatchObject([{ isMachine: true }])
})

test('asking for the page of the way out changes nothing, in French or English', async () => {
  const english = await it.get(wayOut())
  expect(english).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post">') })
  const french = await it.request(wayOut(), { headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5' } })
  expect(french.text).toContain('Me désabonner')
  expect((await it.get(wayOut({ language: 'fr' }))).text).toContain('<html lang="fr">')
  expect(await consent()).toEqual({ email: 'granted' })
  expect(await eventsOf()).toEqual([])
})

test('the POST of a mail reader unsubscribes: no cookie, no redirect, from anywhere, whatever the body', async () => {
  const answer = await it.request(wayOut(), {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', origin: 'null' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await consent()).toEqual({ email: 'denied' })
  expect(await eventsOf()).toMatchObject([{ event: 'unsubscribed', properties: { channel: 'email' } }])
})

test('twice is as good as once, and once more after a new consent counts again', async () => {
  await it.request(wayOut(), { method: 'POST' })
  expect((await it.request(wayOut(), { method: 'POST' })).status).toBe(200)
  expect(await eventsOf()).toHaveLength(1)
  await it.send('PATCH', '/api/contacts/ada', { consent: { email: 'granted' } })
  await it.request(wayOut(), { method: 'POST' })
  expect(await consent()).toEqual({ email: 'denied' })
})

test('one topic can be left without leaving all', async () => {
  await it.request(wayOut({ topic: 'news' }), { method: 'POST' })
  expect(await consent()).toEqual({ email: 'granted', 'email.news': 'denied' })
  expect((await it.get(wayOut({ topic: '<b>news</b>' }))).text).toContain('&lt;b&gt;news')
})

test('a contact that is gone gets the same answer', async () => {
  const link = wayOut()
  await it.send('DELETE', '/api/contacts/ada')
  expect((await it.request(link, { method: 'POST' })).status).toBe(200)
  expect((await it.request(click(), { headers: person })).status).toBe(302)
})

test('a broken way out says what to do instead, and unsubscribes nobody', async () => {
  const answer = await it.request(`${wayOut().slice(0, -8)}`, { method: 'POST' })
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('broken') })
  expect(await consent()).toEqual({ email: 'granted' })
})
