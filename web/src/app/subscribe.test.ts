import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { subscribe } from './subscribe.ts'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeSource[] = []
  readonly url: string
  readyState = 1
  constructor(url: string) {
    super()
    this.url = url
    FakeSource.opened.push(this)
  }
  close(): void {
    this.readyState = FakeSource.CLOSED
  }
  open(): void {
    this.dispatchEvent(new Event('open'))
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  refuse(): void {
    this.readyState = FakeSource.CLOSED
    this.dispatchEvent(new Event('error'))
  }
}

const counts = z.object({ active: z.number() })

beforeEach(() => {
  FakeSource.opened = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a subscription', () => {
  it('hears the messages its schema knows and lets the others pass', () => {
    const heard: unknown[] = []
    subscribe({ path: '/api/live', schema: counts, onMessage: (message) => heard.push(message) })
    const [source] = FakeSource.opened
    source?.say('{"active":3}')
    source?.say('not json')
    source?.say('{"other":1}')
    expect(heard).toEqual([{ active: 3 }])
  })

  it('connects again after the server refused, more and more slowly, and says so once it is back', () => {
    const onReconnect = vi.fn()
    subscribe({ path: '/api/live', schema: counts, onMessage: () => undefined, onReconnect })
    FakeSource.opened[0]?.open()
    FakeSource.opened[0]?.refuse()
    vi.advanceTimersByTime(999)
    expect(FakeSource.opened).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(FakeSource.opened).toHaveLength(2)
    FakeSource.opened[1]?.refuse()
    vi.advanceTimersByTime(1_999)
    expect(FakeSource.opened).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(onReconnect).not.toHaveBeenCalled()
    FakeSource.opened[2]?.open()
    expect(onReconnect).toHaveBeenCalledOnce()
  })

  it('that has ended neither listens nor connects', () => {
    const stop = subscribe({ path: '/api/live', schema: counts, onMessage: () => undefined })
    FakeSource.opened[0]?.refuse()
    stop()
    vi.advanceTimersByTime(60_000)
    expect(FakeSource.opened).toHaveLength(1)
  })
})
