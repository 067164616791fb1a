import { TIMELINE_TYPES, type TimelineItem } from '@couveuse/shared/api/timeline'
import { Button, Select } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { type TimelineType, timelineQuery } from '../queries.ts'
import { MessageDrawer } from './MessageDrawer.tsx'
import classes from './Timeline.module.css'
import { TimelineLine } from './TimelineLine.tsx'

/** Everything that happened to a contact, newest first, or one kind of it. */
export function TimelinePanel({ contactId }: { contactId: string }) {
  const { t } = useTranslation('contacts')
  const [type, setType] = useState<TimelineType>()
  const [message, setMessage] = useState<string>()
  const timeline = useInfiniteQuery(timelineQuery(contactId, type))
  const items = timeline.data?.pages
    .flatMap((page) => page.items)
    .filter((item) => type !== undefined || !isToldTwice(item))

  return (
    <Panel
      title={t('card.timeline.title')}
      isFlush
      actions={
        <Select
          size="xs"
          w={140}
          aria-label={t('card.timeline.filter')}
          allowDeselect={false}
          data={[
            { value: '', label: t('card.timeline.all') },
            ...TIMELINE_TYPES.map((one) => ({ value: one, label: t(`card.timeline.${one}`) })),
          ]}
          value={type ?? ''}
          onChange={(chosen) => setType(TIMELINE_TYPES.find((one) => one === chosen))}
        />
      }
    >
      {timeline.isPending && (
        <div className={classes.loading}>
          <LoadingState shape="rows" count={5} />
        </div>
      )}
      {timeline.error && !items && (
        <ErrorState error={timeline.error} titleOrder={3} onRetry={() => void timeline.refetch()} />
      )}
      {items?.length === 0 && (
        <EmptyState size="small" Icon={IconHistory} title={t('card.timeline.none')} titleOrder={3} />
      )}
      {items && items.length > 0 && (
        <ol className={classes.lines} aria-label={t('card.timeline.title')}>
          {items.map((item) => (
            <TimelineLine key={keyOf(item)} item={item} onMessage={setMessage} />
          ))}
        </ol>
      )}
      {timeline.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            {t('card.timeline.more')}
          </Button>
        </div>
      )}
      <MessageDrawer id={message} onClose={() => setMessage(undefined)} />
    </Panel>
  )
}

/** Among everything else a message stands as itself; that it was sent need not be said again. */
function isToldTwice(item: TimelineItem): boolean {
  return item.type === 'event' && (item.event === 'email_sent' || item.event === 'sms_sent')
}

function keyOf(item: TimelineItem): string {
  if (item.type === 'change') return `change ${item.at} ${item.field} ${JSON.stringify(item.to)}`
  if (item.type === 'entry') return `entry ${item.at} ${item.flow} ${item.trigger} ${item.enrollmentId}`
  return `${item.type} ${item.id}`
}
