import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconMailFast, IconSearchOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { CapturedNotice } from './list/CapturedNotice.tsx'
import { MessageFilters } from './list/MessageFilters.tsx'
import { MessageRows } from './list/MessageRows.tsx'
import { MessageView } from './message/MessageView.tsx'
import classes from './OutboxPage.module.css'
import { messagesQuery } from './queries.ts'
import type { OutboxSearch } from './search.ts'

/** Every message on one side, the chosen one on the other. */
export function OutboxPage() {
  const { t } = useTranslation('outbox')
  const search = useSearch({ from: '/outbox' })
  const navigate = useNavigate()
  const { message, ...filter } = search
  const messages = useInfiniteQuery(messagesQuery(filter))
  const items = messages.data?.pages.flatMap((page) => page.items)
  const go = (change: Partial<OutboxSearch>): void =>
    void navigate({ to: '/outbox', search: (now) => ({ ...now, ...change }), resetScroll: false })

  const step = (by: 1 | -1): void => {
    if (!items || items.length === 0) return
    const at = items.findIndex(({ id }) => id === message)
    const next = items[at === -1 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)]
    if (next) go({ message: next.id })
  }
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ])

  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const isEmpty = !isFiltered && items?.length === 0
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <CapturedNotice />
      {isEmpty ? (
        <EmptyState Icon={IconMailFast} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <MessageFilters search={search} onChange={go} />
          <div className={classes.split} data-open={message !== undefined || undefined}>
            <div className={classes.list}>
              {!items && messages.error && (
                <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />
              )}
              {messages.isPending && (
                <div className={classes.loading}>
                  <LoadingState shape="rows" count={9} />
                </div>
              )}
              {items?.length === 0 && (
                <EmptyState
                  size="small"
                  Icon={IconSearchOff}
                  title={t('nothing.title')}
                  action={
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => go({ channel: undefined, state: undefined, flow: undefined, contact: undefined })}
                    >
                      {t('nothing.clear')}
                    </Button>
                  }
                >
                  {t('nothing.text')}
                </EmptyState>
              )}
              {items && items.length > 0 && (
                <MessageRows messages={items} openId={message} onOpen={(id) => go({ message: id })} />
              )}
              {messages.hasNextPage && (
                <div className={classes.more}>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    loading={messages.isFetchingNextPage}
                    onClick={() => void messages.fetchNextPage()}
                  >
                    {t('more')}
                  </Button>
                </div>
              )}
            </div>
            <MessageView id={message} onClose={() => go({ message: undefined })} />
          </div>
        </>
      )}
    </Page>
  )
}
