import type { Window } from '@couveuse/shared/time/window'
import { screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { TimeWindowField } from './TimeWindowField.tsx'

function Hours({ start, seen }: { start: Window | undefined; seen: (Window | undefined)[] }) {
  const [value, setValue] = useState(start)
  return (
    <TimeWindowField
      label="Window"
      withZone
      value={value}
      onChange={(window) => {
        seen.push(window)
        setValue(window)
      }}
    />
  )
}

const day = (name: string) => screen.getByRole('button', { name })
const time = (name: string) => screen.getByRole('textbox', { name })

describe('the window field', () => {
  it('without a window shows every day and no hours', () => {
    renderInApp(<Hours start={undefined} seen={[]} />)
    expect(day('Sun').getAttribute('aria-pressed')).toBe('true')
    expect(time('From')).toHaveProperty('value', '')
  })

  it('writes working days and times, and understands times as people type them', async () => {
    const seen: (Window | undefined)[] = []
    const { user } = renderInApp(<Hours start={undefined} seen={seen} />)
    await user.click(day('Mon–Fri'))
    await user.type(time('From'), '9h')
    await user.tab()
    await user.type(time('To'), '17:30')
    expect(seen.at(-1)).toEqual({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:30' })
  })

  it('is no window again once every day and the whole day are chosen', async () => {
    const seen: (Window | undefined)[] = []
    const { user } = renderInApp(<Hours start={{ days: ['mon'], from: '09:00', to: '17:00' }} seen={seen} />)
    await user.click(day('Any day'))
    await user.click(day('The whole day'))
    expect(seen.at(-1)).toBeUndefined()
  })

  it('keeps its days in the order of the week, and says when none is left', async () => {
    const seen: (Window | undefined)[] = []
    const { user } = renderInApp(<Hours start={{ days: ['wed'] }} seen={seen} />)
    await user.click(day('Mon'))
    expect(seen.at(-1)).toEqual({ days: ['mon', 'wed'] })
    await user.click(day('Mon'))
    await user.click(day('Wed'))
    expect(screen.getByText('Choose at least one day.')).toBeTruthy()
  })

  it('asks for the other time when only one is given, and explains a window over midnight', async () => {
    const { user } = renderInApp(<Hours start={{ from: '22:00' }} seen={[]} />)
    expect(screen.getByText('Give both times, or none.')).toBeTruthy()
    await user.type(time('To'), '06:00')
    expect(screen.getByText('Over midnight: it belongs to the day on which it opens.')).toBeTruthy()
  })

  it('speaks French with French day names', () => {
    renderInApp(<Hours start={undefined} seen={[]} />, { language: 'fr' })
    expect(day('lun').getAttribute('title')).toBe('lundi')
  })
})
