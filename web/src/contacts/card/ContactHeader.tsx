import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconFileDownload, IconRoute, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, usePageCommands } from '../../app/shell/commands.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { StageBadge } from '../../ui/StageBadge.tsx'
import { TemperatureBadge } from '../../ui/TemperatureBadge.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useConfirm } from '../../ui/useConfirm.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { useDeleteContact } from '../queries.ts'
import classes from './ContactHeader.module.css'
import { EnrollDialog } from './EnrollDialog.tsx'

const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Who this is, how far along, and what can be done. */
export function ContactHeader({ contact, back }: { contact: ContactDetail; back: ReactNode }) {
  const { t } = useTranslation('contacts')
  const { formatDate, formatTime } = useFormat()
  const navigate = useNavigate()
  const confirm = useConfirm()
  const notify = useNotify()
  const deleting = useDeleteContact()
  const [isEnrolling, setEnrolling] = useState(false)
  const { id, name, title, accountName, stage, temperature, createdAt, lastActivityAt, timezone } = contact

  const remove = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('card.deleteTitle', { name }),
      text: t('card.deleteText'),
      confirm: t('card.deleteConfirm'),
      isDangerous: true,
    })
    if (!isSure) return
    deleting.mutate(id, {
      onSuccess: () => {
        notify.done(t('card.deleted', { name }))
        void navigate({ to: '/contacts' })
      },
      onError: (error) => notify.failed(t('card.deleteFailed', { name }), error),
    })
  }

  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'contact.enroll', label: t('card.enroll'), Icon: IconRoute, run: () => setEnrolling(true) }],
    [t],
  )
  usePageCommands(commands)

  return (
    <>
      <PageHeader
        title={name}
        back={back}
        meta={
          <>
            <StageBadge stage={stage} />
            <TemperatureBadge temperature={temperature} />
          </>
        }
        description={
          <span className={classes.facts}>
            {(title || accountName) && <span>{[title, accountName].filter(Boolean).join(', ')}</span>}
            <span>{t('card.since', { date: formatDate(createdAt) })}</span>
            {timezone !== BROWSER_ZONE && (
              <span>
                {t('card.localTime', { time: formatTime(Date.now(), timezone), zone: timezone.replaceAll('_', ' ') })}
              </span>
            )}
            <span>{lastActivityAt ? <LastActive at={lastActivityAt} /> : t('card.neverActive')}</span>
          </span>
        }
        actions={
          <>
            <Button leftSection={<IconRoute size={16} aria-hidden />} onClick={() => setEnrolling(true)}>
              {t('card.enroll')}
            </Button>
            <Menu width={260}>
              <Menu.Target>
                <ActionIcon variant="default" size={36} aria-label={t('card.more')}>
                  <IconDots size={18} stroke={1.8} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  component="a"
                  href={`/api/contacts/${encodeURIComponent(id)}/export`}
                  download={`contact-${id}.json`}
                  leftSection={<IconFileDownload size={16} stroke={1.8} aria-hidden />}
                >
                  {t('card.export')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} stroke={1.8} aria-hidden />}
                  onClick={() => void remove()}
                >
                  {t('card.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      {isEnrolling && <EnrollDialog contact={contact} onClose={() => setEnrolling(false)} />}
    </>
  )
}

/** "Last active 3 days ago", with the instant on hover: the words stand around a <time>. */
function LastActive({ at }: { at: string }) {
  const { t } = useTranslation('contacts')
  const [before = '', after = ''] = t('card.lastActivity', { when: '\n' }).split('\n')
  return (
    <>
      {before}
      <TimeText at={at} as="relative" />
      {after}
    </>
  )
}
