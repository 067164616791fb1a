import { Button, Drawer } from '@mantine/core'
import { IconMailFast } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { messageQuery } from '../queries.ts'
import classes from './MessageDrawer.module.css'

/** A message of the timeline as its reader sees it; the outbox has the rest. */
export function MessageDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const message = useQuery({ ...messageQuery(id ?? ''), enabled: id !== undefined })
  const { data } = message
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      size="lg"
      title={data?.subject || t('card.message.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {message.isPending && id !== undefined && <LoadingState shape="text" count={6} />}
      {message.error && !data && <ErrorState error={message.error} onRetry={() => void message.refetch()} />}
      {data && (
        <div className={classes.message}>
          <dl className={classes.facts}>
            <div>
              <dt>{t('card.message.to')}</dt>
              <dd>{data.to || '–'}</dd>
            </div>
            <div>
              <dt>{t('card.message.at')}</dt>
              <dd>
                <TimeText at={data.at} /> <MessageStatusBadge status={data.state} />
              </dd>
            </div>
            <div>
              <dt>{t('card.message.flow')}</dt>
              <dd>{data.flowName}</dd>
            </div>
          </dl>
          {data.text === '' && data.html === null ? (
            <p className={classes.nothing}>{t('card.message.blocked')}</p>
          ) : data.html === null ? (
            <div className={classes.bubble}>{data.text}</div>
          ) : (
            <iframe className={classes.frame} title={t('card.message.frame')} sandbox="" srcDoc={letter(data.html)} />
          )}
          <Button
            variant="default"
            leftSection={<IconMailFast size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/outbox" search={{ message: data.id }} />}
          >
            {t('card.message.open')}
          </Button>
        </div>
      )}
    </Drawer>
  )
}

/** The plainest look of a mail program. Nothing in the frame can run, and the page's own policy keeps it from loading anything. */
function letter(html: string): string {
  return `<!doctype html><meta charset="utf-8"><style>body{margin:16px;font:15px/1.55 system-ui,sans-serif;color:#17201c;background:#fff;overflow-wrap:anywhere}a{color:#056b63}img{max-width:100%}</style>${html}`
}
