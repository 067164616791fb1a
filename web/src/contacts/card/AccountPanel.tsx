import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { attributeWords } from '../attribute-words.ts'
import { settingsQuery } from '../queries.ts'
import { FieldRow } from './FieldRow.tsx'
import { typeOfField } from './field-value.ts'
import classes from './Side.module.css'
import { useChange } from './useChange.ts'

const KNOWN = ['name', 'domain', 'industry', 'employees', 'revenue', 'country'] as const

/** The company the contact belongs to. */
export function AccountPanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const change = useChange(contact.id)
  const settings = useQuery(settingsQuery)
  const declared = settings.data?.settings.attributes ?? {}
  const own = Object.keys(declared).flatMap((name) => (name.startsWith('account.') ? [name.slice(8)] : []))
  const names = [...new Set<string>([...KNOWN, ...Object.keys(contact.account), ...own])]
  return (
    <Panel title={t('card.account.title')}>
      <div className={classes.rows}>
        {names.map((name) => {
          const known = KNOWN.find((one) => one === name)
          return (
            <FieldRow
              key={name}
              label={known ? t(`card.accountFields.${known}`) : attributeWords(name)}
              type={typeOfField(`account.${name}`, contact.account[name], declared)}
              value={contact.account[name]}
              onChange={(value) => change({ account: { [name]: value } })}
            />
          )
        })}
      </div>
    </Panel>
  )
}
