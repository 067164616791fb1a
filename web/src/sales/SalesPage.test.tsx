import type { Handoff, HandoffStory } from '@couveuse/shared/api/handoffs'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../app/testing/render.tsx'
// Loaded before the first test, so that none has to wait for it
import './SalesPage.tsx'

const HOUR = 3_600_000
const NOW = Date.parse('2026-03-02T08:00:00Z')
const fromNow = (milliseconds: number) => new Date(NOW + milliseconds).toISOString()

function lead(name: string, acceptIn: number): Handoff {
  return {
    id: `${name}.1:5`,
    enrollmentId: `${name}.1`,
    contact: {
      id: name,
      name,
      email: `${name.toLowerCase()}@x.example`,
      phone: null,
      title: 'CIO',
      accountName: 'Lemaire',
      owner: null,
      stage: 'mql',
      tags: [],
      score: { fit: 20, engagement: 45, total: 65 },
      temperature: 'hot',
      createdAt: '2026-01-01T00:00:00Z',
      lastActivityAt: null,
    },
    flow: 'nurture',
    flowName: 'Nurture',
    step: 'handover',
    state: 'open',
    team: 'inside',
    owner: 'ana',
    priority: 'normal',
    brief: `${name} downloaded the white paper.`,
    openedAt: fromNow(-HOUR),
    acceptBy: fromNow(acceptIn),
    contactBy: null,
    isOverdue: acceptIn < 0,
    acceptedAt: null,
    closedAt: null,
    reason: null,
    amount: null,
  }
}
const storyOf = (one: Handoff): HandoffStory => ({
  ...one,
  journey: [
    {
      seq: 1,
      step: 'hot',
      kind: 'branch',
      label: 'How warm?',
      enteredAt: '2026-03-02T08:00:00Z',
      leftAt: '2026-03-02T08:00:00Z',
      outlet: 'hot',
      due: null,
      because: [
        {
          holds: true,
          combinator: 'and',
          rules: [{ field: 'score.total', operator: '>=', value: 60, seen: 65, holds: true }],
        },
      ],
      detail: null,
    },
  ],
  activity: [{ at: '2026-03-01T08:00:00Z', event: 'email_clicked', summary: '/pricing', isMachine: false }],
  comments: [],
})

const ada = lead('Ada', -3 * HOUR)
const bo = lead('Bo', 2 * HOUR + 1000)
const settings = {
  revision: 1,
  updatedAt: null,
  settings: { teams: { inside: { members: ['ana', 'bruno'] } } },
  delivery: {
    email: { mode: 'captured', host: null, from: null },
    sms: { mode: 'captured', host: null, from: null },
    publicUrl: 'http://localhost',
    interruptedSends: 'hold',
  },
}

/** What sales said, in order. */
let said: { path: string; body: unknown }[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  said = []
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const url = new URL(address, 'http://localhost')
    const path = decodeURIComponent(url.pathname)
    if (init?.method === 'POST') {
      said.push({ path, body: JSON.parse(String(init.body)) })
      return Response.json({ ...ada, state: path.endsWith('/return') ? 'returned' : 'accepted' })
    }
    if (path === '/api/handoffs')
      return Response.json({
        items: said.length > 0 ? [bo] : [ada, bo],
        nextCursor: null,
        counts: { open: 2, accepted: 1, returned: 0, won: 0, lost: 0 },
      })
    const one = [ada, bo].find(({ id }) => path === `/api/handoffs/${id}`)
    if (one) return Response.json(storyOf(one))
    if (path === '/api/settings') return Response.json(settings)
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function openFirst() {
  const { user } = renderAppAt('/sales')
  await screen.findByRole('list', { name: 'Leads' })
  await user.keyboard('j')
  const story = await screen.findByRole('article', { name: 'Story of Ada' })
  return { user, story }
}

describe('the queue of sales', () => {
  it('says of each lead how long there is, and by how much it is overdue', async () => {
    renderAppAt('/sales')
    const cards = within(await screen.findByRole('list', { name: 'Leads' })).getAllByRole('button')
    expect(cards[0]?.textContent).toContain('Overdue by 3 hours')
    expect(cards[1]?.textContent).toContain('2 hours left')
  })

  it('raises the alarm where less than 80 % is treated', async () => {
    renderAppAt('/sales')
    const figures = await screen.findByRole('list', { name: 'How leads are treated' })
    expect(within(figures).getAllByRole('listitem')[0]?.textContent).toMatch(/33\.3%1 of 3Under 80%/)
  })

  it('tells the story of a lead: brief, last activity, and why the flow handed it over', async () => {
    const { story } = await openFirst()
    expect(within(story).getByText('Ada downloaded the white paper.')).toBeTruthy()
    expect(within(story).getByText('Clicked a link in an e-mail')).toBeTruthy()
    expect(story.textContent).toContain('because score.total 65 is at least 60')
  })

  it('accepts a lead for its owner by the letter A, and takes it off the list at once', async () => {
    const { user } = await openFirst()
    await user.keyboard('a')
    await waitFor(() => expect(said).toEqual([{ path: '/api/handoffs/Ada.1:5/accept', body: { owner: 'ana' } }]))
    await waitFor(() =>
      expect(within(screen.getByRole('list', { name: 'Leads' })).getAllByRole('button')).toHaveLength(1),
    )
  })

  it('accepts a lead for another member of the team', async () => {
    const { user, story } = await openFirst()
    await user.click(await within(story).findByRole('button', { name: 'Accept as somebody else' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Accept as bruno' }))
    await waitFor(() => expect(said[0]?.body).toEqual({ owner: 'bruno' }))
  })

  it('gives a lead back only with a reason', async () => {
    const { user } = await openFirst()
    await user.keyboard('r')
    const dialog = await screen.findByRole('dialog', { name: 'Give Ada back to marketing' })
    await user.click(within(dialog).getByRole('button', { name: 'Give back' }))
    expect(within(dialog).getByText(/Choose the reason/)).toBeTruthy()
    expect(said).toEqual([])
    await user.click(within(dialog).getByRole('radio', { name: /Bad timing/ }))
    await user.type(within(dialog).getByLabelText(/What should marketing know/), 'Call in autumn')
    await user.click(within(dialog).getByRole('button', { name: 'Give back' }))
    await waitFor(() =>
      expect(said).toEqual([
        { path: '/api/handoffs/Ada.1:5/return', body: { reason: 'bad_timing', comment: 'Call in autumn' } },
      ]),
    )
  })
})
