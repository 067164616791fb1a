import { HANDOFF_STATES, type HandoffList, type HandoffState } from '@couveuse/shared/api/handoffs'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Leads.module.css'

export interface StateTabsProps {
  readonly value: HandoffState
  readonly counts: HandoffList['counts'] | undefined
  readonly onChange: (state: HandoffState) => void
}

/** The states of leads, each with how many there are. */
export function StateTabs({ value, counts, onChange }: StateTabsProps) {
  const { t } = useTranslation('sales')
  const { formatNumber } = useFormat()
  return (
    <div className={classes.states} role="group" aria-label={t('states')}>
      {HANDOFF_STATES.map((state) => (
        <UnstyledButton key={state} aria-pressed={state === value} onClick={() => onChange(state)}>
          {t(`state.${state}`)}
          {counts && <span>{formatNumber(counts[state])}</span>}
        </UnstyledButton>
      ))}
    </div>
  )
}
