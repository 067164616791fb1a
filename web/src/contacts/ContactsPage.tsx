import { useSearch } from '@tanstack/react-router'
import { ImportPage } from './import/ImportPage.tsx'
import { ContactList } from './list/ContactList.tsx'

/** The contacts, or the import in their place. */
export function ContactsPage() {
  const { show } = useSearch({ from: '/contacts' })
  return show === 'import' ? <ImportPage /> : <ContactList />
}
