import type { MessageDetail, MessageSummary } from '@couveuse/shared/api/messages'
import { editableSettingsSchema } from '@couveuse/shared/api/settings'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../app/testing/render.tsx'

await import('./OutboxPage.tsx') // the route's lazy chunk: no test has to wait for it

const mail: MessageSummary = {
  id: 'ada.1:2:1',
  at: '2026-03-02T08:00:00Z',
  channel: 'email',
  to: 'ada@x.example',
  subject: 'Your white paper',
  state: 'captured',
  blocked: null,
  contact: { id: 'ada', name: 'Ada Roux', email: 'ada@x.example', accountName: null },
  enrollmentId: 'ada.1',
  flow: 'white-paper',
  flowName: 'White paper',
  step: 'welcome',
  attempts: 1,
  sentAt: '2026-03-02T08:00:01Z',
}
const refused: MessageSummary = {
  ...mail,
  id: 'ada.1:5',
  channel: 'sms',
  to: '+33600000000',
  subject: '',
  state: 'blocked',
  blocked: 'consent',
  attempts: 0,
  sentAt: null,
}
const detail: MessageDetail = {
  ...mail,
  from: null,
  text: 'Here it is.',
  html: '<p>Here it is.</p><script>alert(1)</script>',
  isBodyKept: true,
  headers: { 'Message-ID': '<ada.1=3A2=3A1@localhost>' },
  nextAttemptAt: null,
  error: null,
  events: [{ at: '2026-03-02T09:00:00Z', event: 'email_clicked', isMachine: true }],
}
const blockedDetail: MessageDetail = { ...detail, ...refused, text: '', html: null, headers: {}, events: [] }
const captured = { mode: 'captured', host: null, from: null }

/** Searches that the list of messages was asked with, in order. */
let asked: string[] = []

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://localhost')
    if (pathname === '/api/messages/ada.1%3A2%3A1') return Response.json(detail)
    if (pathname === '/api/messages/ada.1%3A5') return Response.json(blockedDetail)
    if (pathname === '/api/messages') {
      asked.push(searchParams.toString())
      const isLast = searchParams.get('cursor') === 'second'
      return Response.json({ items: isLast ? [refused] : [mail, refused], nextCursor: isLast ? null : 'second' })
    }
    if (pathname === '/api/settings') {
      const delivery = { email: captured, sms: captured, publicUrl: 'http://localhost:4400', interruptedSends: 'hold' }
      return Response.json({ revision: 1, updatedAt: null, settings: editableSettingsSchema.parse({}), delivery })
    }
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

const rows = async () => within(await screen.findByRole('list', { name: 'Messages' })).getAllByRole('button')

describe('the outbox', () => {
  it('says that nothing leaves while no provider is set up, and where to read how one is', async () => {
    renderAppAt('/outbox')
    expect(await screen.findByText(/E-mail and SMS are captured/)).toBeTruthy()
    const link = screen.getByRole('link', { name: 'How to switch sending on' })
    expect(link.getAttribute('href')).toBe('/settings?section=channels')
  })

  it('says of each message what became of it, and of a blocked one why', async () => {
    renderAppAt('/outbox')
    const [first, second] = await rows()
    expect(first?.textContent).toContain('Your white paper')
    expect(first?.textContent).toContain('Captured')
    expect(second?.textContent).toContain('Blocked')
    expect(second?.textContent).toContain('No consent')
  })

  it('shows a message in a frame that can run nothing, and tells a machine’s click from a person’s', async () => {
    const { user } = renderAppAt('/outbox')
    const [first] = await rows()
    if (first) await user.click(first)
    const frame = await screen.findByTitle('The message as its reader sees it')
    expect(frame.getAttribute('sandbox')).toBe('')
    expect(frame.getAttribute('srcdoc')).toContain('<p>Here it is.</p>')
    const message = within(screen.getByRole('article', { name: 'Message “Your white paper”' }))
    expect(message.getByText('Clicked a link').textContent).toContain('by a machine')
    expect(message.getByRole('link', { name: 'Open Ada Roux' }).getAttribute('href')).toBe('/contacts/ada')
    await user.click(message.getByRole('radio', { name: 'Headers' }))
    expect(message.getByText('<ada.1=3A2=3A1@localhost>')).toBeTruthy()
  })

  it('opens the next message with the arrow keys', async () => {
    const { user } = renderAppAt('/outbox')
    const [first] = await rows()
    if (first) await user.click(first)
    await screen.findByTitle('The message as its reader sees it')
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByText('Not sent: this person has not agreed to it.')).toBeTruthy()
  })

  it('asks the server for one state and one page at a time, as the address says', async () => {
    const { user } = renderAppAt('/outbox?state=captured')
    await user.click(await screen.findByRole('button', { name: 'Next page' }))
    await waitFor(() => expect(asked.at(-1)).toBe('state=captured&cursor=second'))
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Previous page' }))
    await waitFor(async () => expect(await rows()).toHaveLength(2))
  })
})
