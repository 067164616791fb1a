import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

const nothing = () => undefined

// A page fetches its code, its texts and its first answers: that takes its time on a busy machine.
configure({ asyncUtilTimeout: 15_000 })

// What Mantine asks of a browser and jsdom does not have. Assigned rather than stubbed: `unstubAllGlobals` must not take it away.
Object.assign(window, {
  matchMedia: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: nothing,
    removeEventListener: nothing,
    addListener: nothing,
    removeListener: nothing,
    dispatchEvent: () => false,
  }),
  ResizeObserver: class {
    observe = nothing
    unobserve = nothing
    disconnect = nothing
  },
  scrollTo: nothing,
})
Element.prototype.scrollIntoView = nothing

afterEach(cleanup)
