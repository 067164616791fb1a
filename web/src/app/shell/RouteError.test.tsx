import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInApp } from '../testing/render.tsx'
import { RouteError } from './RouteError.tsx'

/** A page that fails until it is told to work. */
function renderBroken(message: string) {
  const page = { works: false }
  const root = createRootRoute({
    component: () => {
      if (!page.works) throw new Error(message)
      return <p>It works</p>
    },
    errorComponent: RouteError,
  })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  return { page, ...renderInApp(<RouterProvider router={router} />) }
}

beforeEach(() => {
  // React and the router report what the boundary catches
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

describe('a page that broke', () => {
  it('says what happened, and comes back when trying again helps', async () => {
    const { user, page } = renderBroken('The canvas lost its edge')
    expect(await screen.findByRole('heading', { name: 'This page stopped working' })).toBeTruthy()
    expect(screen.getByText('The canvas lost its edge')).toBeTruthy()
    page.works = true
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('It works')).toBeTruthy()
  })

  it('explains a missing part by a new version', async () => {
    renderBroken('Failed to fetch dynamically imported module: /assets/SalesPage.js')
    expect(await screen.findByRole('heading', { name: 'A part of Couveuse could not be loaded' })).toBeTruthy()
  })
})
