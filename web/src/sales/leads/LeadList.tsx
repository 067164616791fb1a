import type { Handoff, HandoffState } from '@couveuse/shared/api/handoffs'
import { Button } from '@mantine/core'
import { IconHeartHandshake } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { useNow } from '../useNow.ts'
import { LeadCard } from './LeadCard.tsx'
import classes from './Leads.module.css'

export interface LeadListProps {
  /** undefined while they are on their way */
  readonly leads: readonly Handoff[] | undefined
  readonly error: unknown
  readonly onRetry: () => void
  readonly state: HandoffState
  readonly isFiltered: boolean
  readonly openId: string | undefined
  readonly onOpen: (id: string) => void
  readonly onMore: (() => void) | undefined
}

/** The queue of one state, the most pressing first. */
export function LeadList({ leads, error, onRetry, state, isFiltered, openId, onOpen, onMore }: LeadListProps) {
  const { t } = useTranslation('sales')
  const now = useNow()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (openId === undefined) return
    const card = [...(list.current?.querySelectorAll<HTMLElement>('[data-lead]') ?? [])].find(
      (one) => one.dataset.lead === openId,
    )
    card?.scrollIntoView({ block: 'nearest' })
  }, [openId])

  if (!leads && error) return <ErrorState error={error} onRetry={onRetry} />
  if (!leads) return <LoadingState shape="cards" count={4} />
  if (leads.length === 0) {
    return (
      <EmptyState size="small" Icon={IconHeartHandshake} title={t(`empty.${state}`)}>
        {isFiltered ? t('empty.filtered') : t(`empty.${state}Text`)}
      </EmptyState>
    )
  }
  return (
    <>
      <ul ref={list} className={classes.list} aria-label={t('list')}>
        {leads.map((lead) => (
          <li key={lead.id}>
            <LeadCard lead={lead} isOpen={lead.id === openId} now={now} onOpen={() => onOpen(lead.id)} />
          </li>
        ))}
      </ul>
      {onMore && (
        <div className={classes.more}>
          <Button variant="subtle" size="compact-sm" onClick={onMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
