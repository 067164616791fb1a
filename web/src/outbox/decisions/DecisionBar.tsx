import type { DecidableState, MessageSummary } from '@couveuse/shared/api/messages'
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutboxSearch } from '../search.ts'
import { DecisionButtons } from './DecisionButtons.tsx'
import classes from './Decisions.module.css'

export interface DecisionBarProps {
  readonly state: DecidableState
  readonly filter: Pick<OutboxSearch, 'channel' | 'flow' | 'contact'>
  readonly messages: readonly MessageSummary[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (ids: ReadonlySet<string>) => void
}

/** Over a list of messages that wait: pick some, or decide about all that the filter shows. */
export function DecisionBar({ state, filter, messages, picked, onPick }: DecisionBarProps) {
  const { t } = useTranslation('outbox')
  const { channel, flow, contact } = filter
  const isAll = picked.size === 0
  const all = {
    state,
    ...(channel === undefined ? {} : { channel }),
    ...(flow === undefined ? {} : { flow }),
    ...(contact === undefined ? {} : { contact }),
  }
  const isWholePage = messages.length > 0 && messages.every(({ id }) => picked.has(id))
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('decide.label')}>
      <Checkbox
        size="sm"
        label={isAll ? t('decide.all') : t('decide.picked', { count: picked.size })}
        aria-label={t('decide.pickAll')}
        checked={isWholePage}
        indeterminate={!isAll && !isWholePage}
        onChange={() => onPick(isWholePage ? new Set() : new Set(messages.map(({ id }) => id)))}
      />
      <DecisionButtons
        state={state}
        chosen={isAll ? { all } : { ids: [...picked] }}
        onDecided={() => onPick(new Set())}
      />
    </div>
  )
}
