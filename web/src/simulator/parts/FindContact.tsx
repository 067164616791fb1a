import type { ContactSummary } from '@couveuse/shared/api/contacts'
import type { ScenarioContact } from '@couveuse/shared/simulate/scenario'
import { Alert, Text, UnstyledButton } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { StageBadge } from '../../ui/StageBadge.tsx'
import { TemperatureBadge } from '../../ui/TemperatureBadge.tsx'
import { contactSearchQuery, fetchContact } from '../queries.ts'
import classes from './FindContact.module.css'

/** Finds a contact of the workspace, and takes over what they are and have done. */
export function FindContact({ onFound }: { onFound: (contact: ScenarioContact, name: string) => void }) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const [search, setSearch] = useState('')
  const found = useQuery(contactSearchQuery(search))
  const taking = useMutation({
    mutationFn: ({ id }: ContactSummary) => fetchContact(id),
    onSuccess: (contact, { name }) => onFound(contact, name),
  })
  const items = found.data?.items ?? []
  return (
    <div className={classes.find}>
      <div>
        <SearchField
          label={t('contact.search')}
          placeholder={t('contact.searchHint')}
          value={search}
          onChange={setSearch}
        />
      </div>
      <Text size="xs" className={classes.dim ?? ''}>
        {taking.isPending ? t('contact.taking', { name: taking.variables.name }) : t('contact.takenNote')}
      </Text>
      {taking.error && (
        <Alert color="red" role="alert" title={t('contact.takeFailed')}>
          {errorWords(taking.error, ui).detail ?? errorWords(taking.error, ui).text}
        </Alert>
      )}
      {found.isPending && <LoadingState shape="rows" count={4} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} titleOrder={3} />}
      {found.isSuccess && items.length === 0 && (
        <p className={classes.nobody}>{search === '' ? t('contact.nobodyYet') : t('contact.nobody', { search })}</p>
      )}
      <ul className={classes.list} aria-label={t('contact.results')}>
        {items.map((contact) => (
          <li key={contact.id}>
            <UnstyledButton
              className={classes.contact ?? ''}
              disabled={taking.isPending}
              onClick={() => taking.mutate(contact)}
            >
              <span className={classes.name}>
                <strong>{contact.name}</strong>
                <small>{[contact.email, contact.accountName].filter((part) => part !== null).join(' · ')}</small>
              </span>
              <StageBadge stage={contact.stage} />
              <TemperatureBadge temperature={contact.temperature} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
