import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useCursorPages } from './useCursorPages.ts'

describe('pages by cursor', () => {
  it('are walked forth and back', () => {
    const { result } = renderHook(() => useCursorPages(''))
    expect(result.current.cursor).toBeUndefined()
    act(() => result.current.pagesOf('second').onNext?.())
    act(() => result.current.pagesOf('third').onNext?.())
    expect(result.current.cursor).toBe('third')
    expect(result.current.pagesOf(null).onNext).toBeUndefined()
    act(() => result.current.pagesOf(null).onPrevious?.())
    expect(result.current.cursor).toBe('second')
    act(() => result.current.pagesOf('third').onPrevious?.())
    expect(result.current.pagesOf('second').onPrevious).toBeUndefined()
  })

  it('start anew when the filter changes', () => {
    const { result, rerender } = renderHook(({ filter }) => useCursorPages(filter), { initialProps: { filter: 'mql' } })
    act(() => result.current.pagesOf('second').onNext?.())
    rerender({ filter: 'sal' })
    expect(result.current.cursor).toBeUndefined()
  })
})
