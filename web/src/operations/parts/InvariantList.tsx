import type { Operations } from '@couveuse/shared/api/operations'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from '../Operations.module.css'

const ICONS = { holds: IconCircleCheck, violated: IconAlertTriangle, unchecked: IconCircleDashed } as const

/** Every rule with its state and when it was looked at last. */
export function InvariantList({
  invariants,
  lastAudit,
}: {
  invariants: Operations['invariants']
  lastAudit: ReactNode
}) {
  const { t } = useTranslation('operations')
  const { formatRelative } = useFormat()
  return (
    <Panel
      title={t('invariants.title')}
      description={
        <>
          {t('invariants.text')} {lastAudit}
        </>
      }
      isFlush
    >
      <ul className={classes.invariants}>
        {invariants.map(({ invariant, state, checkedAt }) => {
          const Icon = ICONS[state]
          const isDoctors = invariant === 'database_is_sound' && state === 'unchecked'
          return (
            <li key={invariant} data-state={state}>
              <Icon size={18} stroke={1.8} role="img" aria-label={t(`invariants.state.${state}`)} />
              <span>{t(`invariant.${invariant}`)}</span>
              <span className={classes.dim}>
                {checkedAt !== null && t('invariants.checked', { when: formatRelative(checkedAt) })}
                {checkedAt === null && (isDoctors ? t('invariants.doctor') : t('invariants.state.unchecked'))}
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
