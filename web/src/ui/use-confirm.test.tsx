import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { useConfirm } from './useConfirm.tsx'

function DeleteButton({ isDangerous = true }: { isDangerous?: boolean }) {
  const confirm = useConfirm()
  const [answer, setAnswer] = useState('not asked')
  const ask = async () => {
    const isSure = await confirm({ text: 'Twelve enrollments end.', confirm: 'Delete the flow', isDangerous })
    setAnswer(isSure ? 'deleted' : 'kept')
  }
  return (
    <button type="button" onClick={() => void ask()}>
      {answer}
    </button>
  )
}

describe('asking for confirmation', () => {
  it('goes on after a yes', async () => {
    const { user } = renderInApp(<DeleteButton />)
    await user.click(screen.getByRole('button', { name: 'not asked' }))
    await user.click(await screen.findByRole('button', { name: 'Delete the flow' }))
    expect(await screen.findByRole('button', { name: 'deleted' })).toBeTruthy()
  })

  it('takes the cancel button and the Escape key for a no', async () => {
    const { user } = renderInApp(<DeleteButton />)
    await user.click(screen.getByRole('button', { name: 'not asked' }))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    await user.click(await screen.findByRole('button', { name: 'kept' }))
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('button', { name: 'kept' })).toBeTruthy()
  })

  it('puts the keyboard on the cautious answer where there is no way back', async () => {
    const { user } = renderInApp(<DeleteButton />)
    await user.click(screen.getByRole('button', { name: 'not asked' }))
    const cancel = await screen.findByRole('button', { name: 'Cancel' })
    await waitFor(() => expect(document.activeElement).toBe(cancel))
  })
})
