import type { MessageChannel } from '@couveuse/shared/contract/words'
import { Button, Input, SegmentedControl, Skeleton } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../editing.ts'
import { FormField } from './FormField.tsx'
import classes from './MessageField.module.css'
import { NameSelect } from './NameSelect.tsx'
import { SaveToLibrary } from './SaveToLibrary.tsx'
import { smsLength } from './sms-length.ts'
import { TemplateField } from './TemplateField.tsx'

const MessagePreview = lazy(async () => ({ default: (await import('../template/TemplatePreview.tsx')).MessagePreview }))

/** About what the preview takes: the fields below must not jump away under the hand that opens them. */
const PREVIEW_HEIGHT = { email: 296, sms: 92 } as const satisfies Record<MessageChannel, number>

/** A message as a step has it: the library's key, or a text of its own. */
export interface MessageSource {
  readonly message?: string | undefined
  readonly inline?: { readonly subject?: string | undefined; readonly body: string } | undefined
}

export interface MessageFieldProps {
  readonly channel: MessageChannel
  readonly value: MessageSource
  readonly onChange: (source: MessageSource) => void
}

/** What is sent: picked from the library or written here, as its reader will see it. */
export function MessageField({ channel, value, onChange }: MessageFieldProps) {
  const { t } = useTranslation('steps')
  const { workspace, isReadOnly } = useEditing()
  const { messages } = workspace.settings
  const { message, inline } = value
  const isInline = inline !== undefined
  const chosen = message !== undefined && Object.hasOwn(messages, message) ? messages[message] : undefined
  const body = isInline ? inline.body : chosen?.body
  const subject = isInline ? inline.subject : chosen?.subject
  const write = (from: { subject?: string | undefined; body: string }): void =>
    onChange({ inline: channel === 'email' ? { subject: from.subject ?? '', body: from.body } : { body: from.body } })

  return (
    <>
      <Input.Wrapper labelElement="div" label={t('message.source')}>
        <SegmentedControl
          fullWidth
          mt={4}
          disabled={isReadOnly}
          aria-label={t('message.source')}
          value={isInline ? 'inline' : 'library'}
          onChange={(source) => (source === 'inline' ? write({ body: '' }) : onChange({ message: '' }))}
          data={[
            { value: 'library', label: t('message.library') },
            { value: 'inline', label: t('message.inline') },
          ]}
        />
      </Input.Wrapper>
      {isInline ? (
        <>
          {channel === 'email' && (
            <TemplateField
              label={t('message.subject')}
              field="inline.subject"
              isSingleLine
              withPreview={false}
              value={inline.subject ?? ''}
              onChange={(next) => write({ ...inline, subject: next })}
            />
          )}
          <TemplateField
            label={t('message.body')}
            field="inline.body"
            rows={channel === 'email' ? 6 : 3}
            description={channel === 'email' ? t('message.bodyHint') : smsHint(inline.body, t)}
            withPreview={false}
            value={inline.body}
            onChange={(next) => write({ ...inline, body: next })}
          />
        </>
      ) : (
        <NameSelect
          label={t('message.which')}
          field="message"
          placeholder={t('message.choose')}
          value={message ?? ''}
          onChange={(key) => onChange({ message: key ?? '' })}
          none={t('message.none')}
          names={Object.entries(messages).map(([key, { name }]) => ({ value: key, label: name ?? key }))}
        />
      )}
      {body !== undefined && body !== '' && (
        <Suspense fallback={<Skeleton height={PREVIEW_HEIGHT[channel]} />}>
          <MessagePreview channel={channel} body={body} {...(subject === undefined ? {} : { subject })} />
        </Suspense>
      )}
      {!isReadOnly && (
        <div className={classes.actions}>
          {isInline && inline.body !== '' && (
            <SaveToLibrary
              message={
                channel === 'email' ? { subject: inline.subject ?? '', body: inline.body } : { body: inline.body }
              }
              onSaved={(key) => onChange({ message: key })}
            />
          )}
          {chosen && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => write(chosen)}
            >
              {t('message.copyHere')}
            </Button>
          )}
        </div>
      )}
      {/* Both at once or neither: told here, where no other field takes it. */}
      {isInline && <FormField field="message">{(error) => error && <Input.Error>{error}</Input.Error>}</FormField>}
    </>
  )
}

function smsHint(body: string, t: ReturnType<typeof useTranslation<'steps'>>['t']): string {
  const { characters, parts } = smsLength(body)
  return t('message.smsLength', { count: characters, parts })
}
