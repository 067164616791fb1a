import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../ui/error-text.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { runningFlowsQuery, useEnroll } from '../queries.ts'

/** Enrolls a contact in a flow by hand; audience and re-entry are tested as for every trigger. */
export function EnrollDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const notify = useNotify()
  const flows = useQuery(runningFlowsQuery)
  const enrolling = useEnroll(contact.id)
  const [key, setKey] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const { name } = contact
  const flow = flows.data?.find((one) => one.key === key)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!flow) return
    enrolling.mutate(flow.key, {
      onSuccess: () => {
        notify.done(t('card.enrolling.done', { name, flow: flow.name }))
        onClose()
      },
    })
  }
  const error = enrolling.error ?? flows.error
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('card.enrolling.title', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {flows.data?.length === 0 ? (
            <Text>{t('card.enrolling.none')}</Text>
          ) : (
            <Select
              label={t('card.enrolling.flow')}
              description={t('card.enrolling.hint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={(flows.data ?? []).map((one) => ({
                value: one.key,
                label: one.status === 'paused' ? t('card.enrolling.paused', { name: one.name }) : one.name,
              }))}
              value={key}
              onChange={setKey}
              searchable
              disabled={!flows.data}
              data-autofocus
              error={isTried && !flow ? t('card.enrolling.needed') : undefined}
            />
          )}
          {error && (
            <Alert color="red" role="alert" title={t('card.enrolling.failed', { name })}>
              {errorWords(error, ui).detail ?? errorWords(error, ui).text}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={enrolling.isPending} disabled={flows.data?.length === 0}>
              {t('card.enrolling.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
