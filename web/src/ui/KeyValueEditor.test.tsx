import { screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { KeyValueEditor } from './KeyValueEditor.tsx'

function Headers({ seen, start = {} }: { seen: Record<string, string>[]; start?: Record<string, string> }) {
  const [value, setValue] = useState(start)
  return (
    <KeyValueEditor
      label="Headers"
      value={value}
      onChange={(next) => {
        seen.push(next)
        setValue(next)
      }}
    />
  )
}

const field = (name: string) => screen.getByRole('combobox', { name })
const value = (number: number) => screen.getByRole('textbox', { name: `Value, line ${number}` })

describe('the editor of names and values', () => {
  it('adds a line, puts the keyboard there, and counts it once it has a name', async () => {
    const seen: Record<string, string>[] = []
    const { user } = renderInApp(<Headers seen={seen} />)
    await user.click(screen.getByRole('button', { name: 'Add a line' }))
    expect(document.activeElement).toBe(field('Name, line 1'))
    await user.keyboard('X')
    await user.tab()
    await user.keyboard('1')
    expect(seen).toEqual([{ X: '' }, { X: '1' }])
  })

  it('goes on to a new line by Enter', async () => {
    const { user } = renderInApp(<Headers seen={[]} start={{ A: '1' }} />)
    await user.type(value(1), '{Enter}')
    expect(document.activeElement).toBe(field('Name, line 2'))
  })

  it('removes a line and keeps the keyboard near', async () => {
    const seen: Record<string, string>[] = []
    const { user } = renderInApp(<Headers seen={seen} start={{ A: '1', B: '2' }} />)
    await user.click(screen.getByRole('button', { name: 'Remove line 1' }))
    expect(seen).toEqual([{ B: '2' }])
    expect(document.activeElement).toBe(field('Name, line 1'))
    await user.click(screen.getByRole('button', { name: 'Remove line 1' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add a line' }))
  })

  it('tells when a name stands twice', async () => {
    const { user } = renderInApp(<Headers seen={[]} start={{ A: '1', B: '2' }} />)
    await user.clear(field('Name, line 2'))
    await user.type(field('Name, line 2'), 'A')
    expect(screen.getByText('This name stands twice: the last one counts.')).toBeTruthy()
  })
})
