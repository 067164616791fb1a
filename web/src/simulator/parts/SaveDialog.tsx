import type { Flow } from '@couveuse/shared/flow/schema'
import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../ui/useNotify.ts'
import { downloadJson } from '../download-json.ts'
import type { Replayed } from '../play.ts'
import { scenarioFile } from '../save-scenario.ts'
import type { Session } from '../session.ts'

export interface SaveDialogProps {
  readonly flow: Flow
  readonly session: Session
  readonly replayed: Replayed
  /** of the workspace's contact it was played with */
  readonly realContact: string | undefined
  readonly onClose: () => void
}

/** Keeps the replay as a scenario file that expects what is seen now. */
export function SaveDialog({ flow, session, replayed, realContact, onClose }: SaveDialogProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const notify = useNotify()
  const [name, setName] = useState(session.setup.name ?? '')
  const [isFlowInside, setFlowInside] = useState(true)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const file = `${fileName(name) || flow.key}.scenario.json`
    downloadJson(file, scenarioFile(flow, session, replayed, { name: name.trim(), isFlowInside }))
    notify.done(t('scenario.saved', { file }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('scenario.saveTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{t('scenario.saveText')}</Text>
          <TextInput
            label={t('scenario.name')}
            description={t('scenario.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Checkbox
            label={t('scenario.flowInside')}
            description={t('scenario.flowInsideHint')}
            checked={isFlowInside}
            onChange={(event) => setFlowInside(event.currentTarget.checked)}
          />
          {realContact !== undefined && (
            <Alert color="yellow">{t('scenario.realContact', { name: realContact })}</Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit">{t('scenario.download')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** A name as a file may be called anywhere: letters without accents, digits, dashes. */
function fileName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
