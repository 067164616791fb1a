import { INVARIANTS, type Operations } from '@couveuse/shared/api/operations'
import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../app/testing/render.tsx'

await import('./OperationsPage.tsx') // the route's lazy chunk: no test has to wait for it

const well: Operations = {
  at: '2026-03-02T08:00:00Z',
  status: 'ok',
  violations: [],
  invariants: INVARIANTS.map((invariant) => ({ invariant, state: 'holds', checkedAt: '2026-03-02T08:00:00Z' })),
  stuck: 0,
  due: { count: 0, oldestSeconds: 0.2 },
  inboxDepth: 0,
  setAside: { retrying: 0, abandoned: 0, contacts: [] },
  outbox: [],
  queue: 'ok',
  audit: { isRunning: false, at: null, tookSeconds: null, violations: null },
}
const ada = { id: 'ada', name: 'Ada Roux', email: 'ada@x.example', accountName: null }
const ill: Operations = {
  ...well,
  status: 'alert',
  violations: [
    {
      invariant: 'turns_succeed',
      level: 'error',
      message: '1 contact',
      wayOut: 'retry',
      facts: { count: 1, abandoned: 1, seconds: 60 },
    },
    {
      invariant: 'decisions_are_taken',
      level: 'warning',
      message: '3 messages',
      wayOut: 'decide',
      facts: { lane: 'email', state: 'held', count: 3, seconds: 172_800 },
    },
  ],
  setAside: {
    retrying: 0,
    abandoned: 1,
    contacts: [
      { contact: ada, code: 'turn_failed', message: 'broken', since: '2026-03-02T07:00:00Z', faults: 6, retryAt: null },
    ],
  },
  outbox: [{ lane: 'email', state: 'held', count: 3, oldestAt: '2026-02-28T08:00:00Z' }],
}

let operations: Operations = well
let sent: { readonly path: string; readonly body: unknown }[] = []

beforeEach(() => {
  operations = well
  sent = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname } = new URL(address, 'http://localhost')
    if (init.method === 'POST')
      sent.push({ path: pathname, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) })
    if (pathname === '/api/operations/set-aside/retry') return Response.json({ retried: 1 })
    if (pathname === '/api/operations/audit') operations = { ...well, audit: { ...well.audit, isRunning: true } }
    if (pathname.startsWith('/api/operations')) return Response.json(operations)
    if (pathname === '/api/health') {
      const { violations, due, stuck, inboxDepth, queue, status } = operations
      return Response.json({
        ...{ status, stuck, inboxDepth, queue, duplicate: 0, outboxDepth: 0, undecided: 0 },
        ...{ oldestDueSeconds: due.oldestSeconds, violations: violations.length },
      })
    }
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('the health page', () => {
  it('says that all is well, and names every rule that holds', async () => {
    renderAppAt('/operations')
    expect(await screen.findByText('Every rule that was checked holds')).toBeTruthy()
    expect(screen.getByText('All is well')).toBeTruthy()
    expect(screen.getAllByRole('img', { name: 'Holds' })).toHaveLength(INVARIANTS.length)
  })

  it('says what does not hold, where, and what to do, in words of this language', async () => {
    operations = ill
    renderAppAt('/operations')
    expect(await screen.findByText(/The turns of 1 contacts fail; 1 of them/)).toBeTruthy()
    expect(screen.getByText('3 messages (E-mail) wait for a decision, the first for 2 days.')).toBeTruthy()
    const link = screen.getByRole('link', { name: 'Show E-mail, Held' })
    expect(link.getAttribute('href')).toBe('/outbox?channel=email&state=held')
  })

  it('lets a contact that was set aside take its turn again', async () => {
    operations = ill
    const { user } = renderAppAt('/operations')
    await user.click(await screen.findByRole('button', { name: 'Try again: Ada Roux' }))
    expect(await screen.findByText('1 contact takes its turn again.')).toBeTruthy()
    expect(sent).toEqual([{ path: '/api/operations/set-aside/retry', body: { contacts: ['ada'] } }])
  })

  it('begins a full check, and says that it runs', async () => {
    const { user } = renderAppAt('/operations')
    await user.click(await screen.findByRole('button', { name: 'Check everything now' }))
    expect(await screen.findByText('Checking…')).toBeTruthy()
    expect(sent).toEqual([{ path: '/api/operations/audit', body: undefined }])
  })
})

describe('an alert', () => {
  it('stands on every page but the one that explains it, and leads there', async () => {
    operations = ill
    const { user } = renderAppAt('/sales')
    const alert = await screen.findByText('2 rules of the runtime do not hold.')
    expect(alert).toBeTruthy()
    await user.click(screen.getByRole('link', { name: 'Open the health page' }))
    expect(await screen.findByRole('heading', { name: 'Health' })).toBeTruthy()
    expect(screen.queryByText('2 rules of the runtime do not hold.')).toBeNull()
  })

  it('is behind the badge, with the figures', async () => {
    const { user } = renderAppAt('/sales')
    await user.click(await screen.findByRole('button', { name: /^Health: ?0 stuck ?0 duplicate · oldest due 0.2/ }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('Visits made twice')).toBeTruthy()
    expect(within(dialog).getByRole('link').getAttribute('href')).toBe('/operations')
  })
})
