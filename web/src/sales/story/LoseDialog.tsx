import type { LostHandoff } from '@couveuse/shared/api/handoffs'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface LoseDialogProps {
  readonly name: string
  readonly onClose: () => void
  readonly onSubmit: (body: LostHandoff) => void
}

/** A deal is lost; why is welcome and not required. */
export function LoseDialog({ name, onClose, onSubmit }: LoseDialogProps) {
  const { t } = useTranslation('sales')
  const { t: ui } = useTranslation('ui')
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const text = reason.trim()
    onSubmit(text === '' ? {} : { reason: text })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('story.losing.title', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('story.losing.reason')}
            description={t('story.losing.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit">{t('story.losing.submit')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
