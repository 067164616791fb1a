import type { FlowSummary } from '@couveuse/shared/api/flows'
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../app/testing/render.tsx'
// Loaded before the first test, so that none has to wait for it
import './FlowsPage.tsx'

function flow(given: Partial<FlowSummary> & Pick<FlowSummary, 'key' | 'name'>): FlowSummary {
  return {
    description: null,
    status: 'published',
    version: 1,
    hasUnpublishedChanges: false,
    counts: { open: 3, waiting: 3, failed: 0, converted: 1, ended: 0, left: 0, entered: 4 },
    problems: { errors: 0, warnings: 0 },
    updatedAt: '2026-03-02T08:00:00Z',
    publishedAt: '2026-03-02T08:00:00Z',
    ...given,
  }
}
const none = { open: 0, waiting: 0, failed: 0, converted: 0, ended: 0, left: 0, entered: 0 }
const nurture = flow({ key: 'nurture', name: 'Nurture' })
const paused = flow({ key: 'paused', name: 'Webinar', status: 'paused' })
const draft = flow({
  key: 'draft',
  name: 'Renewal',
  status: 'draft',
  version: null,
  counts: none,
  problems: { errors: 2, warnings: 0 },
})

let items: FlowSummary[] = []
let asked: { method: string; path: string; body?: unknown }[] = []
let refusal: { status: number; code: string; message: string; path?: string } | undefined
let overdue = 3

beforeEach(() => {
  items = [nurture, paused, draft]
  asked = []
  refusal = undefined
  overdue = 3
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const path = new URL(address, 'http://localhost').pathname
    const method = init?.method ?? 'GET'
    if (method !== 'GET') {
      asked.push({ method, path, ...(init?.body ? { body: JSON.parse(String(init.body)) } : {}) })
      if (refusal) return Response.json(refusal, { status: refusal.status })
      if (path.endsWith('/resume')) return Response.json({ key: 'paused', status: 'published', version: 1, overdue: 0 })
      if (method === 'DELETE') return new Response(null, { status: 204 })
      return Response.json(
        { ...draft, key: 'made', flow: {}, draftRevision: 1, problems: [], overdue: 0 },
        { status: 201 },
      )
    }
    if (path === '/api/flows') return Response.json({ items, nextCursor: null })
    if (path === '/api/flows/paused')
      return Response.json({ ...paused, flow: {}, draftRevision: 1, problems: [], overdue })
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') as HTMLElement

async function choose(name: string, action: string) {
  const { user } = renderAppAt('/flows')
  await user.click(within(await row(name)).getByRole('button', { name: `Actions for ${name}` }))
  await user.click(await screen.findByRole('menuitem', { name: action }))
  return user
}

describe('the list of flows', () => {
  it('says of each flow who is in it, what became of the others, and what is wrong with its draft', async () => {
    renderAppAt('/flows')
    expect((await row('Nurture')).textContent).toContain('1 converted25%')
    expect(within(await row('Renewal')).getByText('2 errors')).toBeTruthy()
    expect(within(await row('Renewal')).getByText('Nobody has come in yet')).toBeTruthy()
  })

  it('follows what happens without being asked again', async () => {
    let tell: ((event: MessageEvent<string>) => void) | undefined
    vi.stubGlobal(
      'EventSource',
      class {
        static CLOSED = 2
        readyState = 1
        addEventListener(name: string, listener: (event: MessageEvent<string>) => void) {
          if (name === 'live') tell = listener
        }
        close() {
          tell = undefined
        }
      },
    )
    renderAppAt('/flows')
    await row('Nurture')
    const live = {
      at: '2026-03-02T08:00:00Z',
      flows: items.map(({ key, status, version, counts }) => ({
        key,
        status,
        version,
        counts: key === 'nurture' ? { ...counts, open: 1841, failed: 2 } : counts,
      })),
      health: {
        ...{ status: 'ok', stuck: 2, duplicate: 0, oldestDueSeconds: 0, outboxDepth: 0, inboxDepth: 0 },
        ...{ undecided: 0, violations: 0, queue: 'ok' },
      },
    }
    act(() => tell?.(new MessageEvent('live', { data: JSON.stringify(live) })))
    await waitFor(async () => expect((await row('Nurture')).textContent).toContain('1,841'))
    expect(within(await row('Nurture')).getByText('2 stuck')).toBeTruthy()
  })

  it('invites to draw the first flow where there is none', async () => {
    items = []
    renderAppAt('/flows')
    expect(await screen.findByRole('heading', { name: 'Draw the first flow' })).toBeTruthy()
  })
})

describe('a new flow', () => {
  it('needs a name, and opens in the designer', async () => {
    const { user } = renderAppAt('/flows?create=empty')
    const dialog = await screen.findByRole('dialog', { name: 'New flow' })
    await user.click(within(dialog).getByRole('button', { name: 'Create' }))
    expect(within(dialog).getByText('A flow needs a name.')).toBeTruthy()
    expect(asked).toEqual([])
    await user.type(within(dialog).getByLabelText('Name'), 'Spring campaign')
    await user.click(within(dialog).getByRole('button', { name: 'Create' }))
    await waitFor(() =>
      expect(asked).toEqual([{ method: 'POST', path: '/api/flows', body: { from: 'empty', name: 'Spring campaign' } }]),
    )
  })

  it('is a copy of another one under a name of its own', async () => {
    const { user } = renderAppAt('/flows?create=copy&of=nurture')
    const dialog = await screen.findByRole('dialog', { name: 'New flow' })
    await waitFor(() =>
      expect((within(dialog).getByLabelText('Name') as HTMLInputElement).value).toBe('Nurture (copy)'),
    )
    await user.click(within(dialog).getByRole('button', { name: 'Create' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ from: 'flow', flow: 'nurture', name: 'Nurture (copy)' }))
  })

  it('from a file says what is wrong with the file before anything is sent, and with the flow after', async () => {
    const { user } = renderAppAt('/flows?create=file')
    const dialog = await screen.findByRole('dialog', { name: 'New flow' })
    const field = within(dialog).getByLabelText('JSON file with a flow')
    await user.upload(field, new File(['{ no'], 'flow.json', { type: 'application/json' }))
    expect(await within(dialog).findByText(/This file is not JSON/)).toBeTruthy()
    await user.upload(field, new File(['[1]'], 'flow.json', { type: 'application/json' }))
    expect(await within(dialog).findByText(/This JSON is not a flow/)).toBeTruthy()

    refusal = { status: 400, code: 'wrong_shape', message: 'unknown kind "teleport"', path: 'flow.steps.a.kind' }
    const text = JSON.stringify({ dsl: 1, key: 'a', name: 'A', start: 'a', steps: { a: { kind: 'teleport' } } })
    await user.upload(field, new File([text], 'flow.json', { type: 'application/json' }))
    expect(await within(dialog).findByText('“A”, 1 step')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Import' }))
    const alert = await within(dialog).findByRole('alert')
    expect(alert.textContent).toContain('unknown kind "teleport"')
    expect(alert.textContent).toContain('flow.steps.a.kind')
  })
})

describe('a paused flow', () => {
  it('asks what becomes of those who should have moved on, and spreads them out', async () => {
    const user = await choose('Webinar', 'Resume…')
    const dialog = await screen.findByRole('dialog', { name: 'Resume “Webinar”' })
    expect(await within(dialog).findByText(/3 contacts should have moved on/)).toBeTruthy()
    await user.click(within(dialog).getByRole('radio', { name: 'Spread it out' }))
    await user.click(within(dialog).getByRole('button', { name: 'Resume the flow' }))
    await waitFor(() =>
      expect(asked).toEqual([
        { method: 'POST', path: '/api/flows/paused/resume', body: { missed: 'spread', over: 'PT4H' } },
      ]),
    )
  })

  it('just goes on where nobody is overdue', async () => {
    overdue = 0
    const user = await choose('Webinar', 'Resume…')
    const dialog = await screen.findByRole('dialog', { name: 'Resume “Webinar”' })
    expect(await within(dialog).findByText(/Nobody should have moved on meanwhile/)).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Resume the flow' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ missed: 'now' }))
  })
})

describe('a flow that is deleted', () => {
  it('goes at once after a warning, and comes back where the server refuses', async () => {
    refusal = { status: 409, code: 'flow_has_open_enrollments', message: 'Contacts are still in flow "nurture".' }
    const user = await choose('Nurture', 'Delete…')
    const dialog = await screen.findByRole('dialog', { name: 'Delete “Nurture”?' })
    expect(dialog.textContent).toContain('3 contacts are still in it')
    await user.click(within(dialog).getByRole('button', { name: 'Delete the flow' }))
    expect(await screen.findByText('“Nurture” could not be deleted')).toBeTruthy()
    expect(await row('Nurture')).toBeTruthy()
    expect(asked).toEqual([{ method: 'DELETE', path: '/api/flows/nurture' }])
  })
})
