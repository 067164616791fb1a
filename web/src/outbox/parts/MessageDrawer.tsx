import { ActionIcon, Drawer, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api-error.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { messageQuery } from '../queries.ts'
import { Message } from './Message.tsx'
import classes from './MessageDrawer.module.css'

export interface MessageDrawerProps {
  /** of the message to show; undefined closes */
  readonly id: string | undefined
  readonly onClose: () => void
  /** to its neighbours in the list; absent at its ends */
  readonly onNewer: (() => void) | undefined
  readonly onOlder: (() => void) | undefined
}

/** One message beside the list, with the way to the ones above and below. */
export function MessageDrawer({ id, onClose, onNewer, onOlder }: MessageDrawerProps) {
  const { t } = useTranslation('outbox')
  const { t: ui } = useTranslation('ui')
  const [shown, setShown] = useState(id) // stays while the drawer slides away
  if (id !== undefined && id !== shown) setShown(id)
  const message = useQuery({ ...messageQuery(shown ?? ''), enabled: id !== undefined })
  const { data, error } = message
  const isGone = error instanceof ApiError && error.code === 'message_not_found'
  return (
    <Drawer.Root opened={id !== undefined} onClose={onClose} position="right" size={640}>
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <Drawer.Header className={classes.head ?? ''}>
          <Drawer.Title className={classes.title ?? ''}>
            {data ? data.subject || t(`untitled.${data.channel}`) : t('message.untitled')}
          </Drawer.Title>
          <div className={classes.ways}>
            <Way label={t('message.newer')} Icon={IconChevronUp} onClick={onNewer} />
            <Way label={t('message.older')} Icon={IconChevronDown} onClick={onOlder} />
            <Drawer.CloseButton aria-label={ui('close')} />
          </div>
        </Drawer.Header>
        <Drawer.Body>
          {data ? (
            <Message key={data.id} message={data} />
          ) : isGone ? (
            <p role="alert" className={classes.gone}>
              {t('message.gone')}
            </p>
          ) : error ? (
            <ErrorState error={error} onRetry={() => void message.refetch()} />
          ) : (
            <LoadingState shape="text" count={8} />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

interface WayProps {
  readonly label: string
  readonly Icon: typeof IconChevronUp
  readonly onClick: (() => void) | undefined
}

/** Stays focusable at the end of the list, so that the keyboard does not lose its place. */
function Way({ label, Icon, onClick }: WayProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-disabled={!onClick}
        {...(onClick ? {} : { 'data-disabled': true })}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
