import type { HealthBadge } from '@couveuse/shared/api/health'
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reportConnection } from '../connection.ts'
import { renderAppAt } from '../testing/render.tsx'

const healthy: HealthBadge = {
  status: 'ok',
  stuck: 0,
  oldestDueSeconds: 0,
  outboxDepth: 0,
  duplicate: 0,
  undecided: 0,
  violations: 0,
  inboxDepth: 0,
  queue: 'ok',
}
let health: HealthBadge | Error = healthy

beforeEach(() => {
  health = healthy
  localStorage.clear()
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      if (String(address) !== '/api/health') return Response.json({ items: [], nextCursor: null })
      if (health instanceof Error) throw health
      return Response.json(health)
    }),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  act(() => reportConnection('reachable'))
})

const menu = () => screen.getByRole('navigation', { name: 'Main' })

describe('the shell', () => {
  it('opens on the flows, and names the page in the tab', async () => {
    renderAppAt('/')
    expect(await screen.findByRole('heading', { level: 1, name: 'Flows' })).toBeTruthy()
    await waitFor(() => expect(document.title).toBe('Flows · Couveuse'))
    expect(within(menu()).getByRole('link', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
  })

  it('goes from room to room by the menu, with the keyboard at the new page', async () => {
    const { user } = renderAppAt('/sales')
    await screen.findByRole('heading', { level: 1 })
    await user.click(within(menu()).getByRole('link', { name: 'Outbox' }))
    await waitFor(() => expect(document.title).toBe('Outbox · Couveuse'))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
  })

  it('speaks French from one word to the next', async () => {
    const { user } = renderAppAt('/sales')
    await user.click(await screen.findByRole('button', { name: /Language: English/ }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Français' }))
    expect(await screen.findByRole('link', { name: 'Scénarios' })).toBeTruthy()
    await waitFor(() => expect(document.title).toBe('Ventes · Couveuse'))
  })

  it('turns dark when told to', async () => {
    const { user } = renderAppAt('/sales')
    await user.click(await screen.findByRole('button', { name: 'Theme: Like my system' }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Dark' }))
    expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark')
  })

  it('finds a page by its name with Ctrl+K', async () => {
    const { user } = renderAppAt('/sales')
    await screen.findByRole('heading', { level: 1 })
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('textbox', { name: 'Search or go to' }), 'conta')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.title).toBe('Contacts · Couveuse'))
  })

  it('says so where there is no page', async () => {
    renderAppAt('/nowhere')
    expect(await screen.findByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Go to flows' }).getAttribute('href')).toBe('/flows')
  })
})

describe('the pulse of the runtime', () => {
  it.each([
    [healthy, '0 stuck'],
    [{ ...healthy, status: 'attention', stuck: 3 }, '3 stuck'],
    [{ ...healthy, status: 'attention', oldestDueSeconds: 300 }, 'Running late'],
    [{ ...healthy, status: 'alert', violations: 1, queue: 'failing' }, 'Queue down'],
    [{ ...healthy, status: 'alert', violations: 2 }, '2 alerts'],
    [{ ...healthy, status: 'attention', undecided: 4 }, '4 to decide'],
  ] as const)('of %o is told as "%s"', async (state, words) => {
    health = state
    renderAppAt('/sales')
    expect(await screen.findByText(words)).toBeTruthy()
  })
})

describe('somebody who is stuck', () => {
  it('is two clicks away from every page', async () => {
    health = { ...healthy, status: 'attention', stuck: 3 }
    const { user } = renderAppAt('/sales')
    await user.click(await screen.findByRole('button', { name: 'Health: 3 stuck' }))
    const link = await screen.findByRole('link', { name: 'See who is stuck, and help' })
    expect(link.getAttribute('href')).toBe('/failed')
  })
})

describe('a lost connection', () => {
  it('is told, tried again, and forgotten once the server answers', async () => {
    health = new TypeError('Failed to fetch')
    const { user } = renderAppAt('/sales')
    expect(await screen.findByText('The Couveuse server does not answer.')).toBeTruthy()
    expect(await screen.findByText('No answer')).toBeTruthy()
    health = healthy
    await user.click(screen.getByRole('button', { name: 'Try now' }))
    await waitFor(() => expect(screen.queryByText('The Couveuse server does not answer.')).toBeNull())
    expect(await screen.findByText('0 stuck')).toBeTruthy()
  })
})
