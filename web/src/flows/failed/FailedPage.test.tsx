import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import type { FailedGroup, MendProgress } from '@couveuse/shared/api/mends'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../../app/testing/render.tsx'
// Loaded before the first test, so that none has to wait for it
import './FailedPage.tsx'

const contact = (id: string) => ({ id, name: id === 'ada' ? 'Ada Martin' : 'Bo Dahl', email: null, accountName: null })
const at = '2026-03-02T08:00:00Z'
const mail: FailedGroup = {
  ...{ flow: 'nurture', flowName: 'Nurture', version: 2, step: 'mail', stepLabel: 'Welcome', stepKind: 'email' },
  ...{ code: 'template_error', count: 2 },
  newest: { enrollmentId: 'ada.1', contact: contact('ada'), message: 'a {{ is never closed', enteredAt: at },
  outlets: [
    { outlet: 'sent', to: 'pause', toLabel: 'A pause' },
    { outlet: 'blocked', to: null, toLabel: null },
  ],
}
const age: FailedGroup = {
  ...mail,
  ...{ step: 'age', stepLabel: 'Keep the age', stepKind: 'update', code: 'bad_value', count: 1 },
  outlets: [{ outlet: 'done', to: 'mail', toLabel: 'Welcome' }],
}
const member = (id: string): EnrollmentSummary => ({
  ...{ id: `${id}.1`, flow: 'nurture', flowName: 'Nurture', version: 2, contact: contact(id), status: 'failed' },
  ...{
    reason: 'template_error',
    failure: 'a {{ is never closed',
    step: 'mail',
    stepLabel: 'Welcome',
    stepKind: 'email',
  },
  ...{ wakeAt: null, enteredAt: at, endedAt: null },
})
const progress: MendProgress = {
  ...{
    id: 'm1',
    action: 'retry',
    state: 'done',
    total: 2,
    told: 2,
    mended: 1,
    failedAgain: 1,
    unneeded: 0,
    pending: 0,
  },
}

let groups: FailedGroup[] = []
let answers: MendProgress[] = []
let wishes: unknown[] = []
let asked: URL[] = []
let isDown = false

beforeEach(() => {
  groups = [mail, age]
  answers = [progress]
  wishes = []
  asked = []
  isDown = false
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const url = new URL(address, 'http://localhost')
    asked.push(url)
    const { pathname } = url
    if (pathname === '/api/failed-enrollments') {
      if (isDown) return Response.json({ code: 'internal_error', message: 'Something broke.' }, { status: 500 })
      return Response.json({ total: groups.reduce((sum, { count }) => sum + count, 0), groups })
    }
    if (pathname.startsWith('/api/failed-enrollments/mends')) {
      if (init?.method === 'POST') wishes.push(JSON.parse(String(init.body)))
      return Response.json(answers.length > 1 ? answers.shift() : answers[0])
    }
    if (pathname === '/api/enrollments')
      return Response.json({ items: [member('ada'), member('bo')], nextCursor: null })
    return Response.json({ items: [], nextCursor: null })
  })
})
afterEach(() => vi.unstubAllGlobals())

const panel = async (name: string) => within(await screen.findByRole('region', { name: new RegExp(`^${name}`) }))

describe('the page of stuck contacts', () => {
  it('says of each problem where it is, how many it stopped, and what it says', async () => {
    renderAppAt('/failed')
    const welcome = await panel('Welcome')
    expect(welcome.getByText('2 stuck')).toBeTruthy()
    expect(welcome.getByText('A text cannot be written for them')).toBeTruthy()
    expect(welcome.getByText('a {{ is never closed')).toBeTruthy()
    expect(welcome.getByRole('link', { name: 'Nurture' }).getAttribute('href')).toBe('/flows/nurture')
    expect(screen.getByText('3 contacts are stuck')).toBeTruthy()
  })

  it('retries all that one problem stopped, and tells what came of it', async () => {
    const { user } = renderAppAt('/failed')
    await user.click((await panel('Welcome')).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('1 goes on · 1 failed again')).toBeTruthy()
    expect(wishes).toEqual([
      { action: 'retry', filter: { flow: 'nurture', version: 2, step: 'mail', code: 'template_error' } },
    ])
  })

  it('follows a repair that takes its time', async () => {
    const running: MendProgress = { ...progress, state: 'running', told: 1, mended: 1, failedAgain: 0 }
    answers = [running, { ...progress, mended: 2, failedAgain: 0 }]
    const { user } = renderAppAt('/failed')
    await user.click((await panel('Welcome')).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('1 of 2…')).toBeTruthy()
    expect(await screen.findByText('2 go on', undefined, { timeout: 4_000 })).toBeTruthy()
  })

  it('skips the step by the way that is chosen, after asking', async () => {
    const { user } = renderAppAt('/failed')
    await user.click((await panel('Welcome')).getByRole('button', { name: 'Skip the step' }))
    await user.click(await screen.findByRole('menuitem', { name: 'blocked, which ends the trip' }))
    const question = within(await screen.findByRole('dialog', { name: 'Skip the step for 2 contacts?' }))
    await user.click(question.getByRole('button', { name: 'Skip the step' }))
    await waitFor(() => expect(wishes).toMatchObject([{ action: 'skip', outlet: 'blocked' }]))
  })

  it('ends nobody who was not confirmed', async () => {
    const { user } = renderAppAt('/failed')
    await user.click((await panel('Keep the age')).getByRole('button', { name: 'End the trip' }))
    const question = within(await screen.findByRole('dialog', { name: 'End the trip of 1 contact?' }))
    await user.click(question.getByRole('button', { name: 'Cancel' }))
    expect(wishes).toEqual([])
  })

  it('takes some of them, chosen one by one', async () => {
    const { user } = renderAppAt('/failed')
    const welcome = await panel('Welcome')
    await user.click(welcome.getByRole('button', { name: 'Show the 2 contacts' }))
    await user.click(await welcome.findByRole('checkbox', { name: 'Choose Bo Dahl' }))
    const chosen = within(welcome.getByRole('group', { name: '1 chosen contact' }))
    await user.click(chosen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(wishes).toEqual([{ action: 'retry', ids: ['bo.1'] }]))
    await user.click(welcome.getByRole('checkbox', { name: 'Choose all 2 on this page' }))
    expect(welcome.getByText('2 chosen')).toBeTruthy()
  })

  it('takes everybody of a flow at once', async () => {
    const { user } = renderAppAt('/failed?flow=nurture')
    const all = within(await screen.findByRole('group', { name: 'All 3 stuck contacts, whatever stopped them' }))
    await user.click(all.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(wishes).toEqual([{ action: 'retry', filter: { flow: 'nurture' } }]))
    const [question] = asked.filter(({ pathname }) => pathname === '/api/failed-enrollments')
    expect(question?.searchParams.get('flow')).toBe('nurture')
  })

  it('is glad when nobody is stuck', async () => {
    groups = []
    renderAppAt('/failed')
    expect(await screen.findByRole('heading', { name: 'Nobody is stuck' })).toBeTruthy()
  })

  it('says so when the server cannot tell, and asks again', async () => {
    isDown = true
    const { user } = renderAppAt('/failed')
    const retry = await screen.findByRole('button', { name: 'Try again' })
    isDown = false
    await user.click(retry)
    expect(await panel('Welcome')).toBeTruthy()
  })
})
