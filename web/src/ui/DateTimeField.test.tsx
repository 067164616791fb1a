import { screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { DateTimeField } from './DateTimeField.tsx'

function Until({ start, seen, zone }: { start: string; seen: string[]; zone?: string }) {
  const [value, setValue] = useState(start)
  return (
    <DateTimeField
      label="Until"
      value={value}
      {...(zone ? { zone } : {})}
      onChange={(text) => {
        seen.push(text)
        setValue(text)
      }}
    />
  )
}

const date = () => screen.findByRole('textbox', { name: 'Until, day' })
const time = () => screen.getByRole('textbox', { name: 'Until, time' })

describe('the date and time field', () => {
  it('shows local text as a day and a time, and writes local text', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Until start="2026-12-01T09:00" seen={seen} />)
    expect(await date()).toHaveProperty('value', '1 Dec 2026')
    expect(time()).toHaveProperty('value', '09:00')
    await user.clear(time())
    await user.type(time(), '14h30')
    await user.tab()
    expect(seen.at(-1)).toBe('2026-12-01T14:30')
  })

  it('understands a day that is typed', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Until start="" seen={seen} />)
    await user.type(await date(), '24/12/2026')
    await user.tab()
    expect(seen.at(-1)).toBe('2026-12-24')
  })

  it('shows an instant in its zone, and writes an instant', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Until start="2026-03-02T08:00:00Z" seen={seen} zone="Europe/Paris" />)
    await date()
    expect(time()).toHaveProperty('value', '09:00')
    await user.clear(time())
    await user.type(time(), '10:00')
    expect(seen.at(-1)).toBe('2026-03-02T09:00:00Z')
  })

  it('keeps a time that is none out of the value', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Until start="2026-12-01T09:00" seen={seen} />)
    await date()
    await user.clear(time())
    await user.type(time(), 'noonish')
    await user.tab()
    expect(screen.getByText('A time of day, such as 09:00.')).toBeTruthy()
    expect(seen).toEqual([])
  })

  it('edits a value with an offset, which is no local time, as text', () => {
    renderInApp(<Until start="2026-12-01T09:00+01:00" seen={[]} />)
    expect(screen.getByRole('textbox', { name: 'Until' })).toHaveProperty('value', '2026-12-01T09:00+01:00')
  })
})
