import { DECIDABLE_STATES } from '@couveuse/shared/api/messages'
import { Button } from '@mantine/core'
import { IconMailFast, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTablePager } from '../ui/DataTablePager.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { DecisionBar } from './decisions/DecisionBar.tsx'
import { UndecidedNotice } from './decisions/UndecidedNotice.tsx'
import { CapturedNotice } from './list/CapturedNotice.tsx'
import { MessageFilters } from './list/MessageFilters.tsx'
import { MessageRows } from './list/MessageRows.tsx'
import { MessageView } from './message/MessageView.tsx'
import classes from './OutboxPage.module.css'
import { messagesQuery } from './queries.ts'
import type { OutboxSearch } from './search.ts'
import { usePagesInAddress } from './usePagesInAddress.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** Every message on one side, the chosen one on the other. */
export function OutboxPage() {
  const { t } = useTranslation('outbox')
  const search = useSearch({ from: '/outbox' })
  const navigate = useNavigate()
  const { message, cursor, ...filter } = search
  const messages = useQuery(messagesQuery({ ...filter, cursor }))
  const items = messages.data?.items
  const go = (change: Partial<OutboxSearch>): void =>
    void navigate({
      to: '/outbox',
      search: (now) => ({ ...now, ...change }),
      resetScroll: 'cursor' in change,
      // Leafing through messages is one place to come back from, not fifty.
      replace: message !== undefined && change.message !== undefined,
    })

  const pagesOf = usePagesInAddress(cursor, (next) => go({ cursor: next, message: undefined }))
  // A cursor is only refused when the address was changed by hand or is of another list: the first page is the way out.
  const retry = (): void => (cursor === undefined ? void messages.refetch() : go({ cursor: undefined }))

  const decidable = DECIDABLE_STATES.find((state) => state === filter.state)
  // What was picked on one list means nothing on the next.
  const [pickedOn, setPickedOn] = useState<{ list: string; ids: ReadonlySet<string> }>({ list: '', ids: NOBODY })
  const list = JSON.stringify({ ...filter, cursor })
  const picked = pickedOn.list === list ? pickedOn.ids : NOBODY
  const setPicked = (ids: ReadonlySet<string>): void => setPickedOn({ list, ids })

  const isFiltered = cursor !== undefined || Object.values(filter).some((value) => value !== undefined)
  const isEmpty = !isFiltered && items?.length === 0
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <CapturedNotice />
      {filter.state !== 'held' && <UndecidedNotice />}
      {isEmpty ? (
        <EmptyState
          Icon={IconMailFast}
          title={t('empty.title')}
          action={<Button renderRoot={(props) => <Link {...props} to="/flows" />}>{t('empty.action')}</Button>}
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <MessageFilters
            search={search}
            onChange={(change) => go({ ...change, cursor: undefined, message: undefined })}
          />
          <div className={classes.split} data-open={message !== undefined || undefined}>
            <div className={classes.list}>
              {!items && messages.error && <ErrorState error={messages.error} onRetry={retry} />}
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
                      onClick={() =>
                        go({
                          channel: undefined,
                          state: undefined,
                          flow: undefined,
                          contact: undefined,
                          cursor: undefined,
                        })
                      }
                    >
                      {t('nothing.clear')}
                    </Button>
                  }
                >
                  {t('nothing.text')}
                </EmptyState>
              )}
              {items && items.length > 0 && decidable && (
                <DecisionBar state={decidable} filter={filter} messages={items} picked={picked} onPick={setPicked} />
              )}
              {items && items.length > 0 && (
                <MessageRows
                  messages={items}
                  openId={message}
                  onOpen={(id) => go({ message: id })}
                  {...(decidable ? { picked, onPick: setPicked } : {})}
                />
              )}
              <div className={classes.pager}>
                <DataTablePager {...pagesOf(messages.data?.nextCursor)} label={t('list')} />
              </div>
            </div>
            <MessageView id={message} onClose={() => go({ message: undefined })} />
          </div>
        </>
      )}
    </Page>
  )
}
