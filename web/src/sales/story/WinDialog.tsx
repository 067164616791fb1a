import type { WonHandoff } from '@couveuse/shared/api/handoffs'
import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'

export interface WinDialogProps {
  readonly name: string
  readonly onClose: () => void
  readonly onSubmit: (body: WonHandoff) => void
}

/** A deal is won; its amount is welcome and not required. */
export function WinDialog({ name, onClose, onSubmit }: WinDialogProps) {
  const { t } = useTranslation('sales')
  const { t: ui } = useTranslation('ui')
  const { language } = useLanguage()
  const [amount, setAmount] = useState<number | string>('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSubmit(typeof amount === 'number' ? { amount } : {})
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('story.winning.title', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <NumberInput
            label={t('story.winning.amount')}
            description={t('story.winning.amountHint')}
            value={amount}
            onChange={setAmount}
            min={0}
            decimalScale={2}
            thousandSeparator={language === 'fr' ? '\u202f' : ','}
            decimalSeparator={language === 'fr' ? ',' : '.'}
            hideControls
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit">{t('story.winning.submit')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
