import type { ContactDetail } from '@couveuse/shared/api/contacts'
import type { EnrollmentDetail, EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../app/testing/render.tsx'
// Loaded before the first test, so that none has to wait for it
import './ContactPage.tsx'
import './card/EngagementChart.tsx'
import './journey/JourneysPanel.tsx'

const contact: ContactDetail = {
  id: 'ada',
  name: 'Ada Martin',
  email: 'ada@lemaire.example',
  phone: null,
  title: 'CIO',
  accountName: 'Lemaire',
  owner: 'ana',
  stage: 'prospect',
  tags: [],
  score: { fit: 20, engagement: 14, total: 34 },
  temperature: 'warm',
  createdAt: '2026-01-01T00:00:00Z',
  lastActivityAt: '2026-03-01T00:00:00Z',
  fields: { email: 'ada@lemaire.example', firstName: 'Ada', lastName: 'Martin', title: 'CIO', owner: 'ana' },
  account: { name: 'Lemaire' },
  lists: [],
  bant: {},
  consent: { email: 'granted' },
  suppressed: [],
  timezone: 'Europe/Paris',
  scoreRows: [
    {
      axis: 'engagement',
      at: '2026-02-01T00:00:00Z',
      points: 20,
      now: 14,
      source: 'click',
      reason: null,
      endsAt: null,
      because: null,
    },
    {
      axis: 'fit',
      at: null,
      points: 20,
      now: 20,
      source: 'it-role',
      reason: null,
      endsAt: null,
      because: {
        holds: true,
        combinator: 'and',
        rules: [{ field: 'contact.title', operator: 'contains', value: 'CIO', seen: 'CIO', holds: true }],
      },
    },
  ],
  segments: ['it-people'],
  revision: 1,
}
const scoring = {
  revision: 1,
  problems: [],
  scoring: {
    engagement: [{ id: 'click', event: 'email_clicked', points: 10 }],
    fit: [],
    temperature: { warm: 30, hot: 60 },
    stages: {},
  },
}
const summary: EnrollmentSummary = {
  id: 'ada.1',
  flow: 'nurture',
  flowName: 'Nurture',
  version: 2,
  contact: { id: 'ada', name: 'Ada Martin', email: null, accountName: null },
  status: 'failed',
  reason: 'bad_value',
  failure: 'set.budget: "a lot" is not a number',
  step: 'copy',
  stepLabel: 'Copy the budget',
  stepKind: 'update',
  wakeAt: null,
  enteredAt: '2026-03-01T08:00:00Z',
  endedAt: null,
}
const trip: EnrollmentDetail = {
  ...summary,
  entry: { trigger: 'event', event: 'form_submitted', properties: {} },
  vars: {},
  because: null,
  journal: [
    {
      seq: 1,
      step: 'hot',
      kind: 'branch',
      label: 'How warm?',
      enteredAt: '2026-03-01T08:00:00Z',
      leftAt: '2026-03-01T08:00:00Z',
      outlet: 'else',
      due: null,
      because: [
        {
          holds: false,
          combinator: 'and',
          rules: [{ field: 'score.total', operator: '>=', value: 50, seen: 34, holds: false }],
        },
      ],
      detail: null,
    },
  ],
}

let asked: { path: string; body: unknown }[] = []
let isRefusing = false

beforeEach(() => {
  asked = []
  isRefusing = false
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const url = new URL(address, 'http://localhost')
    const path = decodeURIComponent(url.pathname)
    if (init && init.method !== 'GET') {
      asked.push({ path, body: init.body ? JSON.parse(String(init.body)) : undefined })
      if (isRefusing) return Response.json({ code: 'invalid_email', message: '"ada" is no address' }, { status: 400 })
      return Response.json(path.startsWith('/api/enrollments') ? trip : { ...contact, consent: { email: 'denied' } })
    }
    if (path === '/api/contacts/ada') return Response.json(contact)
    if (path === '/api/enrollments') return Response.json({ items: [summary], nextCursor: null })
    if (path === '/api/enrollments/ada.1') return Response.json(trip)
    if (path === '/api/scoring') return Response.json(scoring)
    if (path === '/api/contacts/ada/timeline' && url.searchParams.get('type') === 'entry')
      return Response.json({
        items: [
          {
            type: 'entry',
            at: '2026-03-02T08:00:00Z',
            flow: 'webinar',
            flowName: 'Webinar',
            trigger: 'event',
            enrolled: false,
            enrollmentId: null,
            reason: 'audience',
          },
        ],
        nextCursor: null,
      })
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('the page of a contact', () => {
  it('tells each trip in words, and the triggers that took the contact nowhere', async () => {
    renderAppAt('/contacts/ada')
    expect(await screen.findByText('Entered when a form was filled in')).toBeTruthy()
    expect(screen.getByText('Left by “else” because score.total 34 is below 50.')).toBeTruthy()
    expect(await screen.findByText('Not enrolled in Webinar: does not belong to its audience.')).toBeTruthy()
  })

  it('explains the score: which rule gave what, and what is left of it', async () => {
    renderAppAt('/contacts/ada')
    expect(await screen.findByText('A link in an e-mail was clicked')).toBeTruthy()
    expect(screen.getByText('+14 of +20 still count')).toBeTruthy()
    expect(screen.getByText('Job title CIO contains CIO')).toBeTruthy()
  })

  it('offers the ways out of a failed trip, and asks before a step is skipped', async () => {
    const { user } = renderAppAt('/contacts/ada')
    const main = within(await screen.findByRole('main'))
    const alert = await main.findByRole('alert')
    expect(alert.textContent).toContain('Stopped at “Copy the budget”')
    expect(alert.textContent).toContain('is not a number')
    await user.click(within(alert).getByRole('button', { name: 'Skip the step' }))
    const dialog = await screen.findByRole('dialog', { name: 'Skip “Copy the budget”?' })
    expect(asked).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Skip the step' }))
    await waitFor(() => expect(asked).toEqual([{ path: '/api/enrollments/ada.1/skip', body: undefined }]))
  })

  it('shows a change at once, and goes back with the reason where the server refuses it', async () => {
    const { user } = renderAppAt('/contacts/ada')
    isRefusing = true
    await user.click(await screen.findByRole('button', { name: /^E-mail ada@lemaire\.example/ }))
    const field = screen.getByRole('textbox', { name: 'E-mail' })
    await user.clear(field)
    await user.type(field, 'ada{Enter}')
    await waitFor(() => expect(asked[0]?.body).toEqual({ fields: { email: 'ada' } }))
    expect(await screen.findByText('The change was not saved')).toBeTruthy()
    expect(await screen.findByRole('button', { name: /^E-mail ada@lemaire\.example/ })).toBeTruthy()
  })

  it('leaves a field as it was by Escape', async () => {
    const { user } = renderAppAt('/contacts/ada')
    await user.click(await screen.findByRole('button', { name: /^Job title CIO/ }))
    await user.type(screen.getByRole('textbox', { name: 'Job title' }), 'x{Escape}')
    expect(await screen.findByRole('button', { name: /^Job title CIO/ })).toBeTruthy()
    expect(asked).toEqual([])
  })

  it('records a consent that was given or taken back', async () => {
    const { user } = renderAppAt('/contacts/ada')
    await user.selectOptions(await screen.findByLabelText('Consent to E-mail'), 'denied')
    await waitFor(() => expect(asked).toEqual([{ path: '/api/contacts/ada', body: { consent: { email: 'denied' } } }]))
  })
})
