import type { ReturnHandoff } from '@couveuse/shared/api/handoffs'
import { RETURN_REASONS } from '@couveuse/shared/contract/words'
import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface ReturnDialogProps {
  readonly name: string
  readonly onClose: () => void
  readonly onSubmit: (body: ReturnHandoff) => void
}

/** Why a lead goes back to marketing: without a reason it cannot. */
export function ReturnDialog({ name, onClose, onSubmit }: ReturnDialogProps) {
  const { t } = useTranslation('sales')
  const { t: ui } = useTranslation('ui')
  const [reason, setReason] = useState<ReturnHandoff['reason']>()
  const [comment, setComment] = useState('')
  const [isTried, setTried] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!reason) return
    const text = comment.trim()
    onSubmit({ reason, ...(text === '' ? {} : { comment: text }) })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('story.returning.title', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Radio.Group
            label={t('story.returning.reason')}
            value={reason ?? ''}
            onChange={(chosen) => setReason(RETURN_REASONS.find((one) => one === chosen))}
            error={isTried && !reason ? t('story.returning.needed') : undefined}
          >
            <Stack gap={10} mt={6} mb={4}>
              {RETURN_REASONS.map((one, index) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`story.reasons.${one}`)}
                  description={t(`story.reasonHints.${one}`)}
                  {...(index === 0 ? { 'data-autofocus': true } : {})}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('story.returning.comment')}
            description={t('story.returning.commentHint')}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            rows={3}
            maxLength={2000}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit">{t('story.returning.submit')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
