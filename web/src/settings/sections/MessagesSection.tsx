import type { Template } from '@couveuse/shared/api/library'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMail, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TemplateInput } from '../../steps/template/TemplateInput.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useConfirm } from '../../ui/useConfirm.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { KeyDialog } from '../parts/KeyDialog.tsx'
import { MessagePreview } from '../parts/MessagePreview.tsx'
import { UsedBy } from '../parts/UsedBy.tsx'
import { templatesQuery, useDeleteTemplate, usePutTemplate } from '../queries.ts'

/** The message library: subjects and bodies that flows refer to by key. */
export function MessagesSection() {
  const { t } = useTranslation('settings')
  const { open } = useSearch({ from: '/settings' })
  const navigate = useNavigate()
  const [isCreating, setCreating] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const templates = useQuery(templatesQuery)
  if (templates.error && !templates.data)
    return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
  if (!templates.data) return <LoadingState shape="rows" />
  const go = (key: string | undefined): void =>
    void navigate({ to: '/settings', search: { section: 'messages', ...(key === undefined ? {} : { open: key }) } })
  const { items } = templates.data
  const shown: readonly Template[] =
    fresh === undefined || items.some(({ key }) => key === fresh)
      ? items
      : [...items, { key: fresh, subject: '', body: '', usedBy: [] }]
  return (
    <>
      {shown.length === 0 && (
        <EmptyState size="small" Icon={IconMail} title={t('messages.empty')}>
          {t('messages.emptyText')}
        </EmptyState>
      )}
      {shown.map((template) =>
        template.key === open ? (
          <MessageEditor key={template.key} template={template} onClose={() => go(undefined)} />
        ) : (
          <Panel
            key={template.key}
            title={template.name ?? template.key}
            description={template.subject}
            actions={
              <Button
                variant="default"
                size="xs"
                onClick={() => go(template.key)}
                aria-label={t('edit', { name: template.name ?? template.key })}
              >
                {t('editShort')}
              </Button>
            }
          >
            <UsedBy users={template.usedBy} />
          </Panel>
        ),
      )}
      <Button
        variant="default"
        style={{ justifySelf: 'start' }}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setCreating(true)}
      >
        {t('messages.add')}
      </Button>
      <KeyDialog
        title={t('messages.add')}
        isOpen={isCreating}
        taken={items.map(({ key }) => key)}
        onClose={() => setCreating(false)}
        onChoose={(key) => {
          setCreating(false)
          setFresh(key)
          go(key)
        }}
      />
    </>
  )
}

function MessageEditor({ template, onClose }: { readonly template: Template; readonly onClose: () => void }) {
  const { t } = useTranslation('settings')
  const notify = useNotify()
  const confirm = useConfirm()
  const [name, setName] = useState(template.name ?? '')
  const [subject, setSubject] = useState(template.subject ?? '')
  const [body, setBody] = useState(template.body)
  const written = { body, subject, ...(name.trim() === '' ? {} : { name: name.trim() }) }
  const [settled] = useDebouncedValue(written, 400, { leading: true })
  const put = usePutTemplate()
  const remove = useDeleteTemplate()
  const save = (): void =>
    put.mutate(
      { key: template.key, template: written },
      {
        onSuccess: () => {
          notify.done(t('save.done'))
          onClose()
        },
        onError: (error) => notify.failed(t('save.failed'), error),
      },
    )
  const drop = async (): Promise<void> => {
    if (
      !(await confirm({
        text: t('messages.deleteText', { key: template.key }),
        confirm: t('delete'),
        isDangerous: true,
      }))
    )
      return
    remove.mutate(template.key, { onSuccess: onClose, onError: (error) => notify.failed(t('deleteFailed'), error) })
  }
  return (
    <Panel title={template.name ?? template.key} description={t('messages.pinned')}>
      <div style={{ display: 'grid', gap: '1rem' }}>
        <TextInput label={t('messages.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TemplateInput label={t('messages.subject')} isSingleLine value={subject} onChange={setSubject} />
        <TemplateInput
          label={t('messages.body')}
          rows={10}
          isCode
          value={body}
          onChange={setBody}
          description={t('messages.bodyHint')}
        />
        <MessagePreview template={settled} />
        <div style={{ display: 'flex', gap: '0.75rem' }}>
          <Button onClick={save} loading={put.isPending}>
            {t('save.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button variant="subtle" color="red" ml="auto" onClick={() => void drop()}>
            {t('delete')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
