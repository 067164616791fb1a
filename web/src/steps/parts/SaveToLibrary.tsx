import type { MessageTemplate } from '@couveuse/shared/message/schema'
import { Button, Popover, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api-client.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { useEditing } from '../editing.ts'
import { keyFromName } from '../key-from-name.ts'
import { workspaceQuery } from '../workspace.ts'

export interface SaveToLibraryProps {
  readonly message: MessageTemplate
  /** the key under which the library has it now */
  readonly onSaved: (key: string) => void
}

/** Makes a message of the library from one that was written in a step. */
export function SaveToLibrary({ message, onSaved }: SaveToLibraryProps) {
  const { t } = useTranslation('steps')
  const { workspace } = useEditing()
  const notify = useNotify()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: async (wanted: string) => {
      const key = keyFromName(wanted, Object.keys(workspace.settings.messages), 'message')
      await request({
        method: 'PUT',
        path: `/api/templates/${encodeURIComponent(key)}`,
        body: { ...message, name: wanted },
      })
      await queries.invalidateQueries({ queryKey: workspaceQuery.queryKey })
      return key
    },
    onSuccess: (key) => {
      setOpen(false)
      onSaved(key)
      notify.done(t('message.saved'))
    },
    onError: (error) => notify.failed(t('message.notSaved'), error),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') save.mutate(name.trim())
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus width={280} position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => setOpen((open) => !open)}
        >
          {t('message.saveToLibrary')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            label={t('message.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="xs" mt="sm" loading={save.isPending} disabled={name.trim() === ''}>
            {t('message.saveNow')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
