import { type CreateFlow, type FlowSummary, flowKeySchema } from '@couveuse/shared/api/flows'
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api-error.ts'
import { useCreateFlow } from '../queries.ts'
import type { FlowFile } from '../read-flow-file.ts'
import type { FlowSource } from '../search.ts'
import { FlowFileField } from './FlowFileField.tsx'
import { RefusedFlow } from './RefusedFlow.tsx'
import { SourceChoice } from './SourceChoice.tsx'

export interface CreateFlowDialogProps {
  readonly source: FlowSource
  readonly onSource: (source: FlowSource) => void
  /** key of the flow to copy, where one was chosen on the way here */
  readonly copied: string | undefined
  readonly flows: readonly FlowSummary[]
  readonly onClose: () => void
}

/** Makes a flow from nothing, from another one or from a file, and opens it in the designer. */
export function CreateFlowDialog({ source, onSource, copied, flows, onClose }: CreateFlowDialogProps) {
  const { t } = useTranslation('flows')
  const { t: ui } = useTranslation('ui')
  const navigate = useNavigate()
  const creating = useCreateFlow()
  const [name, setName] = useState<string>()
  const [of, setOf] = useState(copied ?? null)
  const [file, setFile] = useState<FlowFile>()
  const [key, setKey] = useState<string>()
  const [isTried, setTried] = useState(false)

  const original = flows.find((flow) => flow.key === of)
  const shownName = name ?? (source === 'copy' && original ? t('create.copyName', { name: original.name }) : '')
  const keyTaken = creating.error instanceof ApiError && creating.error.code === 'flow_key_taken'
  const isKeyWrong = key !== undefined && !flowKeySchema.safeParse(key).success
  const body = bodyOf({ source, name: shownName.trim(), of, file, key: isKeyWrong ? undefined : key })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!body || isKeyWrong) return
    creating.mutate(body, {
      onSuccess: (flow) => void navigate({ to: '/flows/$flowKey', params: { flowKey: flow.key } }),
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('create.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <SourceChoice
            value={source}
            onChange={(next) => {
              setTried(false)
              creating.reset()
              onSource(next)
            }}
            canCopy={flows.length > 0}
          />
          {source === 'copy' && (
            <Select
              label={t('create.copyOf')}
              data={flows.map((flow) => ({ value: flow.key, label: flow.name }))}
              value={of}
              onChange={setOf}
              searchable
              allowDeselect={false}
              error={isTried && !original ? t('create.copyNeeded') : undefined}
            />
          )}
          {source !== 'file' && (
            <TextInput
              label={t('create.name')}
              placeholder={t('create.namePlaceholder')}
              value={shownName}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={200}
              data-autofocus
              error={isTried && shownName.trim() === '' ? t('create.nameNeeded') : undefined}
            />
          )}
          {source === 'file' && (
            <FlowFileField
              file={file}
              onFile={(next) => {
                creating.reset()
                setKey(undefined)
                setFile(next)
              }}
              error={isTried && !file ? t('create.fileNeeded') : undefined}
            />
          )}
          {(keyTaken || key !== undefined) && (
            <TextInput
              label={t('create.key')}
              description={t('create.keyHint', { key: file?.type === 'flow' ? file.key : (key ?? '') })}
              value={key ?? ''}
              onChange={(event) => setKey(event.currentTarget.value)}
              spellCheck={false}
              error={isKeyWrong ? t('create.keyWrong') : undefined}
            />
          )}
          {creating.error && <RefusedFlow error={creating.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={creating.isPending}>
              {t(source === 'file' ? 'create.submitFile' : 'create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface Filled {
  readonly source: FlowSource
  readonly name: string
  readonly of: string | null
  readonly file: FlowFile | undefined
  readonly key: string | undefined
}

/** What would be asked of the server; undefined while something is missing. */
function bodyOf({ source, name, of, file, key }: Filled): CreateFlow | undefined {
  const ofKey = key === undefined ? {} : { key }
  if (source === 'file') return file?.type === 'flow' ? { from: 'json', flow: file.flow, ...ofKey } : undefined
  if (name === '') return undefined
  if (source === 'empty') return { from: 'empty', name, ...ofKey }
  return of === null ? undefined : { from: 'flow', flow: of, name, ...ofKey }
}
