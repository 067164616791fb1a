import { Button } from '@mantine/core'
import { IconAddressBook, IconFileImport, IconPlus, IconSearchOff, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, usePageCommands } from '../../app/shell/commands.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { useCursorPages } from '../../ui/useCursorPages.ts'
import { contactsQuery } from '../queries.ts'
import type { ContactsSearch } from '../search.ts'
import { ContactFilters } from './ContactFilters.tsx'
import { CreateContactDialog } from './CreateContactDialog.tsx'
import { useContactColumns } from './useContactColumns.tsx'

/** Everybody, searched, filtered and sorted, page by page. */
export function ContactList() {
  const { t } = useTranslation('contacts')
  const search = useSearch({ from: '/contacts' })
  const navigate = useNavigate()
  const { q, stage, temperature, sort, show } = search
  const { cursor, pagesOf } = useCursorPages(JSON.stringify([q, stage, temperature, sort]))
  const contacts = useQuery(contactsQuery({ search: q, stage, temperature, sort, cursor }))
  const columns = useContactColumns()

  const go = (change: Partial<ContactsSearch>): void =>
    void navigate({ to: '/contacts', search: (now) => ({ ...now, ...change }), replace: 'q' in change })

  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'contacts.new',
        label: t('create.button'),
        Icon: IconUserPlus,
        run: () => void navigate({ to: '/contacts', search: (now) => ({ ...now, show: 'new' }) }),
      },
      {
        id: 'contacts.import',
        label: t('import.title'),
        Icon: IconFileImport,
        run: () => void navigate({ to: '/contacts', search: { show: 'import' } }),
      },
    ],
    [t, navigate],
  )
  usePageCommands(commands)

  const isFiltered = Boolean(q || stage || temperature)
  const isEmpty = !isFiltered && contacts.data?.total === 0
  const actions = (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden />}
        onClick={() => go({ show: 'import' })}
      >
        {t('import.button')}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go({ show: 'new' })}>
        {t('create.button')}
      </Button>
    </>
  )
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={!isEmpty && actions} />
      {isEmpty ? (
        <EmptyState Icon={IconAddressBook} title={t('empty.title')} action={actions}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <ContactFilters search={search} onChange={go} total={contacts.data?.total} />
          <DataTable
            caption={t('list')}
            columns={columns}
            rows={contacts.data?.items}
            rowKey={(contact) => contact.id}
            onOpen={({ id }) => void navigate({ to: '/contacts/$contactId', params: { contactId: id } })}
            error={contacts.data ? undefined : contacts.error}
            onRetry={() => void contacts.refetch()}
            pages={pagesOf(contacts.data?.nextCursor)}
            expected={12}
            empty={
              <EmptyState
                size="small"
                Icon={IconSearchOff}
                title={t('nothing.title')}
                action={
                  <Button
                    variant="default"
                    size="xs"
                    onClick={() => go({ q: undefined, stage: undefined, temperature: undefined })}
                  >
                    {t('nothing.clear')}
                  </Button>
                }
              >
                {t('nothing.text')}
              </EmptyState>
            }
          />
        </>
      )}
      {show === 'new' && <CreateContactDialog onClose={() => go({ show: undefined })} />}
    </Page>
  )
}
