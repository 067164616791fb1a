import type { Handoff } from '@couveuse/shared/api/handoffs'
import { UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconFlag3Filled, IconTrophy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ScoreMeter } from '../../ui/ScoreMeter.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { reasonWords } from '../reason-words.ts'
import { ClockTag } from './ClockTag.tsx'
import classes from './Leads.module.css'

export interface LeadCardProps {
  readonly lead: Handoff
  readonly isOpen: boolean
  readonly now: number
  readonly onOpen: () => void
}

/** A lead in the queue: who, how ripe, and what the clock says. */
export function LeadCard({ lead, isOpen, now, onOpen }: LeadCardProps) {
  const { t } = useTranslation('sales')
  const { formatNumber } = useFormat()
  const { contact, owner, team, priority, state, reason, amount } = lead
  const place = [contact.title, contact.accountName].filter(Boolean).join(', ')
  return (
    <UnstyledButton className={classes.card} aria-current={isOpen || undefined} data-lead={lead.id} onClick={onOpen}>
      <span className={classes.cardHead}>
        <span className={classes.name}>
          {priority === 'high' && (
            <IconFlag3Filled size={14} className={classes.high} role="img" aria-label={t('priority.high')} />
          )}
          {contact.name}
        </span>
        <ClockTag lead={lead} now={now} />
        {state === 'won' && (
          <Tag tone="good" Icon={IconTrophy}>
            {amount === null ? t('state.won') : formatNumber(amount)}
          </Tag>
        )}
        {state === 'returned' && reason && (
          <Tag tone="warn" Icon={IconArrowBackUp}>
            {reasonWords(reason, t)}
          </Tag>
        )}
      </span>
      {place && <span className={classes.place}>{place}</span>}
      <span className={classes.cardFoot}>
        <ScoreMeter {...contact.score} />
        <span className={classes.owner}>
          {team} · {owner ?? t('noOwner')}
        </span>
      </span>
    </UnstyledButton>
  )
}
