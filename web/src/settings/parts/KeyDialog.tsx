import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const KEY = /^[a-z][a-z0-9_-]{0,63}$/

export interface KeyDialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly taken: readonly string[]
  readonly onClose: () => void
  readonly onChoose: (key: string) => void
}

/** Asks for the key by which flows will refer to something new. */
export function KeyDialog({ title, isOpen, taken, onClose, onChoose }: KeyDialogProps) {
  const { t } = useTranslation('settings')
  const [key, setKey] = useState('')
  const problem =
    key === '' ? undefined : !KEY.test(key) ? t('key.bad') : taken.includes(key) ? t('key.taken') : undefined
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (key === '' || problem) return
          onChoose(key)
          setKey('')
        }}
      >
        <TextInput
          data-autofocus
          label={t('key.label')}
          description={t('key.hint')}
          value={key}
          error={problem}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button type="submit" mt="md" disabled={key === '' || problem !== undefined}>
          {t('key.create')}
        </Button>
      </form>
    </Modal>
  )
}
