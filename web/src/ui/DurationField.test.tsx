import { fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { DurationField, type DurationFieldProps } from './DurationField.tsx'

function Wait(props: Partial<DurationFieldProps> & { start: string; seen: string[] }) {
  const { start, seen, ...rest } = props
  const [value, setValue] = useState(start)
  return (
    <>
      <DurationField
        label="Wait for"
        {...rest}
        value={value}
        onChange={(text) => {
          seen.push(text)
          setValue(text)
        }}
      />
      <button type="button" onClick={() => setValue(start)}>
        Undo
      </button>
    </>
  )
}

const amount = () => screen.getByRole('textbox', { name: 'Wait for' })
const unit = () => screen.getByRole('combobox', { name: 'Wait for, unit' })

describe('the duration field', () => {
  it('shows P3D as 3 days and writes what is typed as ISO 8601', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Wait start="P3D" seen={seen} />)
    expect(amount()).toHaveProperty('value', '3')
    expect(unit()).toHaveProperty('value', 'days')
    await user.clear(amount())
    await user.type(amount(), '14')
    await user.selectOptions(unit(), 'hours')
    expect(seen).toEqual(['', 'P1D', 'P14D', 'PT14H'])
  })

  it('keeps a compound value as text, and says it in words', () => {
    renderInApp(<Wait start="P1DT12H" seen={[]} />, { language: 'fr' })
    expect(amount()).toHaveProperty('value', 'P1DT12H')
    expect(screen.getByText('1 jour et 12 heures')).toBeTruthy()
  })

  it('turns text of one unit into an amount when a unit is chosen', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Wait start="P3D" seen={seen} />)
    await user.selectOptions(unit(), 'text')
    await user.clear(amount())
    await user.type(amount(), 'PT90M')
    await user.selectOptions(unit(), 'minutes')
    expect(amount()).toHaveProperty('value', '90')
    expect(seen.at(-1)).toBe('PT90M')
  })

  it('says why a duration is refused, next to the field', async () => {
    const { user } = renderInApp(<Wait start="P1D" seen={[]} />)
    await user.clear(amount())
    await user.type(amount(), '1.5')
    expect(screen.getByText('Whole days only; for a part of one, use a smaller unit.')).toBeTruthy()
    expect(amount().getAttribute('aria-invalid')).toBe('true')
    await user.selectOptions(unit(), 'hours')
    expect(screen.queryByText(/Whole/)).toBeNull()
  })

  it('lets an offset lie before', async () => {
    const seen: string[] = []
    const { user } = renderInApp(<Wait start="P30D" seen={seen} allow="signed" />)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Wait for, before or after' }), 'before')
    expect(seen).toEqual(['-P30D'])
  })

  it('follows a value that changes from outside, such as an undo', async () => {
    const { user } = renderInApp(<Wait start="P3D" seen={[]} />)
    await user.type(amount(), '0')
    expect(amount()).toHaveProperty('value', '30')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(amount()).toHaveProperty('value', '3')
  })

  it('asks for a required duration once it was left empty', () => {
    renderInApp(<Wait start="" seen={[]} required />)
    expect(screen.queryByText('How long?')).toBeNull()
    fireEvent.blur(screen.getByRole('textbox'))
    expect(screen.getByText('How long?')).toBeTruthy()
  })
})
