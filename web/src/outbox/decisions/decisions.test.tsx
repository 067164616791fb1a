import type { MessageDetail, MessageSummary } from '@couveuse/shared/api/messages'
import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../../app/testing/render.tsx'

await import('../OutboxPage.tsx') // the route's lazy chunk: no test has to wait for it

const held: MessageSummary = {
  ...{ id: 'ada.1:2:1', at: '2026-03-02T08:00:00Z', channel: 'email', to: 'ada@x.example', subject: 'First' },
  ...{ state: 'held', blocked: null, enrollmentId: 'ada.1', flow: 'f', flowName: 'F', step: 's', attempts: 1 },
  contact: { id: 'ada', name: 'Ada Roux', email: 'ada@x.example', accountName: null },
  sentAt: null,
}
const other: MessageSummary = { ...held, id: 'ada.1:3:1', subject: 'Second' }
const detail: MessageDetail = {
  ...{ ...held, from: null, text: 'Hi', html: null, isBodyKept: true, headers: {}, nextAttemptAt: null },
  ...{ error: 'interrupted', events: [] },
}
let sent: unknown[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname } = new URL(address, 'http://localhost')
    if (pathname === '/api/messages/decisions') {
      sent.push(JSON.parse(String(init.body)))
      return Response.json({ applied: 1, asked: 1 })
    }
    if (pathname === '/api/messages/ada.1%3A2%3A1') return Response.json(detail)
    if (pathname === '/api/messages') return Response.json({ items: [held, other], nextCursor: null })
    if (pathname === '/api/health')
      return Response.json({
        ...{ status: 'attention', stuck: 0, duplicate: 0, oldestDueSeconds: 0, outboxDepth: 0, inboxDepth: 0 },
        ...{ undecided: 2, violations: 0, queue: 'ok' },
      })
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('messages that wait for a decision', () => {
  it('are told of over the list, with the way to them', async () => {
    renderAppAt('/outbox')
    expect(await screen.findByText('2 messages wait for your decision')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Show them' }).getAttribute('href')).toBe('/outbox?state=held')
  })

  it('are decided about all at once, with the filter that shows them, after a question', async () => {
    const { user } = renderAppAt('/outbox?state=held&channel=email')
    const bar = await screen.findByRole('toolbar', { name: 'Decide about these messages' })
    await user.click(within(bar).getByRole('button', { name: 'Send again' }))
    const question = await screen.findByRole('dialog', { name: 'Send again?' })
    await user.click(within(question).getByRole('button', { name: 'Send again' }))
    expect(await screen.findByText('1 message is on its way again.')).toBeTruthy()
    expect(sent).toEqual([{ decision: 'resend', all: { state: 'held', channel: 'email' } }])
  })

  it('are picked one by one', async () => {
    const { user } = renderAppAt('/outbox?state=held')
    await user.click(await screen.findByRole('checkbox', { name: 'Pick “Second”' }))
    const bar = screen.getByRole('toolbar', { name: 'Decide about these messages' })
    expect(within(bar).getByText('1 picked')).toBeTruthy()
    await user.click(within(bar).getByRole('button', { name: 'Mark as sent' }))
    expect(await screen.findByText('1 message is marked as sent.')).toBeTruthy()
    expect(sent).toEqual([{ decision: 'mark_sent', ids: ['ada.1:3:1'] }])
  })

  it('are decided about where they are read', async () => {
    const { user } = renderAppAt('/outbox?message=ada.1:2:1')
    const message = await screen.findByRole('article')
    await user.click(within(message).getByRole('button', { name: 'Give up' }))
    expect(await screen.findByText('1 message was given up.')).toBeTruthy()
    expect(sent).toEqual([{ decision: 'give_up', ids: ['ada.1:2:1'] }])
  })
})
