import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { SearchField } from './SearchField.tsx'

const box = () => screen.getByRole('searchbox', { name: 'Search contacts' })
const type = (text: string) => fireEvent.change(box(), { target: { value: text } })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the search field', () => {
  it('searches once typing pauses', () => {
    const onChange = vi.fn()
    renderInApp(<SearchField label="Search contacts" value="" onChange={onChange} />)
    type('a')
    act(() => vi.advanceTimersByTime(200))
    type('ada ')
    act(() => vi.advanceTimersByTime(249))
    expect(onChange).not.toHaveBeenCalled()
    act(() => vi.advanceTimersByTime(1))
    expect(onChange.mock.calls).toEqual([['ada']])
  })

  it('searches at once by Enter, and not a second time after the pause', () => {
    const onChange = vi.fn()
    renderInApp(<SearchField label="Search contacts" value="" onChange={onChange} />)
    type('ada')
    fireEvent.keyDown(box(), { key: 'Enter' })
    act(() => vi.advanceTimersByTime(1_000))
    expect(onChange.mock.calls).toEqual([['ada']])
  })

  it('is cleared by Escape and by its button', () => {
    const onChange = vi.fn()
    renderInApp(<SearchField label="Search contacts" value="ada" onChange={onChange} />)
    fireEvent.keyDown(box(), { key: 'Escape' })
    fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(onChange.mock.calls).toEqual([[''], ['']])
  })
})
