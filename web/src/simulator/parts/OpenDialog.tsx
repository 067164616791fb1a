import type { Flow } from '@couveuse/shared/flow/schema'
import { Alert, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { type OpenedScenario, openScenario } from '../open-scenario.ts'

export interface OpenDialogProps {
  readonly flow: Flow
  readonly onOpen: (opened: Extract<OpenedScenario, { readonly ok: true }>) => void
  readonly onClose: () => void
}

/** Takes a scenario file, or says in one line why it cannot be replayed. */
export function OpenDialog({ flow, onOpen, onClose }: OpenDialogProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const [refused, setRefused] = useState<string>()
  const read = async (file: File): Promise<void> => {
    const opened = openScenario(await file.text(), flow)
    if (opened.ok) onOpen(opened)
    else setRefused(`${opened.message} [${opened.code}]`)
  }
  return (
    <Modal opened onClose={onClose} title={t('scenario.openTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <Stack gap="md">
        <Text>{t('scenario.openText')}</Text>
        <FileDrop kind="json" label={t('scenario.file')} most={5_000_000} onFile={(file) => void read(file)} />
        {refused !== undefined && (
          <Alert color="red" role="alert" title={t('scenario.refused')}>
            {refused}
          </Alert>
        )}
      </Stack>
    </Modal>
  )
}
