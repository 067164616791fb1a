import type { Operations } from '@couveuse/shared/api/operations'
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import classes from '../Operations.module.css'
import { useRetrySetAside } from '../queries.ts'

type SetAside = Operations['setAside']

/** Contacts whose turn failed, with the reason, and another try for one or all. */
export function SetAsideList({ setAside }: { setAside: SetAside }) {
  const { t } = useTranslation('operations')
  const notify = useNotify()
  const retry = useRetrySetAside()
  const again = (ids: readonly string[] | undefined): void =>
    retry.mutate(ids, {
      onSuccess: ({ retried }) => notify.done(t('setAside.retried', { count: retried })),
      onError: (error) => notify.failed(t('setAside.failed'), error),
    })
  const { contacts } = setAside
  return (
    <Panel
      title={t('setAside.title')}
      description={t('setAside.text')}
      isFlush={contacts.length > 0}
      actions={
        contacts.length > 1 && (
          <Button size="xs" variant="default" loading={retry.isPending} onClick={() => again(undefined)}>
            {t('setAside.retryAll')}
          </Button>
        )
      }
    >
      {contacts.length === 0 ? (
        <p className={classes.dim}>{t('setAside.none')}</p>
      ) : (
        <ul className={classes.aside}>
          {contacts.map((one) => (
            <li key={one.contact.id}>
              <AsideLine one={one} onRetry={() => again([one.contact.id])} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function AsideLine({ one, onRetry }: { one: SetAside['contacts'][number]; onRetry: () => void }) {
  const { t } = useTranslation('operations')
  const { formatRelative } = useFormat()
  const { contact, code, message, since, faults, retryAt } = one
  const next = retryAt === null ? t('setAside.given') : t('setAside.next', { when: formatRelative(retryAt) })
  return (
    <>
      <div>
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
          {contact.name}
        </Link>
        <p className={classes.reason} lang="en">
          <code>{code}</code> {message}
        </p>
        <p className={classes.dim}>
          {t('setAside.since', { when: formatRelative(since) })} · {t('setAside.times', { count: faults })} · {next}
        </p>
      </div>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        aria-label={`${t('setAside.retry')}: ${contact.name}`}
        onClick={onRetry}
      >
        {t('setAside.retry')}
      </Button>
    </>
  )
}
