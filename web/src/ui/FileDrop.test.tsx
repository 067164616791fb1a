import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { FileDrop } from './FileDrop.tsx'

const csv = new File(['email\nada@example.com'], 'contacts.csv', { type: 'text/csv' })
const picture = new File(['…'], 'logo.png', { type: 'image/png' })

function renderDrop(most?: number) {
  const onFile = vi.fn<(file: File) => void>()
  const { user } = renderInApp(
    <FileDrop kind="csv" label="File with contacts" onFile={onFile} {...(most ? { most } : {})} />,
  )
  return { onFile, user, input: screen.getByLabelText('File with contacts') }
}

function drop(...files: File[]) {
  fireEvent.drop(screen.getByText('Choose a file'), { dataTransfer: { files } })
}

describe('the place for a file', () => {
  it('takes one that is chosen in the dialog', async () => {
    const { user, input, onFile } = renderDrop()
    if (!(input instanceof HTMLElement)) throw new Error('no input')
    await user.upload(input, csv)
    expect(onFile.mock.calls).toEqual([[csv]])
    expect(screen.getByText(/Chosen: contacts.csv/)).toBeTruthy()
  })

  it('takes one that is dropped', () => {
    const { onFile } = renderDrop()
    drop(csv)
    expect(onFile.mock.calls).toEqual([[csv]])
  })

  it.each([
    ['of another kind', [picture], undefined, 'logo.png is not a CSV file.'],
    ['too many at once', [csv, csv], undefined, 'One file at a time, please.'],
    ['too big', [csv], 10, /contacts.csv is too big/],
  ] as const)('refuses what is %s, and says why', (_what, files, most, words) => {
    const { onFile } = renderDrop(most)
    drop(...files)
    expect(onFile).not.toHaveBeenCalled()
    expect(screen.getByText(words)).toBeTruthy()
  })
})
