import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'

/** Where something of the library is used: flows by their names, and the scoring model. `users` are their keys. */
export function UsedBy({ users }: { readonly users: readonly string[] }) {
  const { t } = useTranslation('settings')
  const { workspace } = useEditing()
  return (
    <span style={{ color: 'var(--ink-dim)' }}>
      {users.length === 0 ? t('usedByNone') : t('usedBy')}{' '}
      {users.map((key, index) => {
        const flow = workspace.flows.find((one) => one.key === key)
        return (
          <Fragment key={key}>
            {index > 0 && ', '}
            {!flow && key === 'scoring' ? (
              <Link to="/settings" search={{ section: 'scoring' }}>
                {t('section.scoring')}
              </Link>
            ) : (
              <Link to="/flows/$flowKey" params={{ flowKey: key }}>
                {flow?.name ?? key}
              </Link>
            )}
          </Fragment>
        )
      })}
    </span>
  )
}
