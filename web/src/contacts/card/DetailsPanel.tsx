import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { BANT, CONTACT_FIELDS, STAGES } from '@couveuse/shared/contract/words'
import { Menu, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { attributeWords } from '../attribute-words.ts'
import { settingsQuery } from '../queries.ts'
import { buyingRoleChoices, FieldRow } from './FieldRow.tsx'
import { typeOfField } from './field-value.ts'
import classes from './Side.module.css'
import { useChange } from './useChange.ts'

/** Shown even while they are empty, in this order. */
const ALWAYS = ['email', 'phone', 'firstName', 'lastName', 'title', 'owner', 'buyingRole'] as const

/** The contact's own fields, each changed where it stands. */
export function DetailsPanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const change = useChange(contact.id)
  const settings = useQuery(settingsQuery)
  const [added, setAdded] = useState<readonly string[]>([])
  const declared = settings.data?.settings.attributes ?? {}
  const { fields, stage, bant } = contact

  const isOwn = (name: string): boolean => CONTACT_FIELDS.some((known) => known === name)
  const builtIn = CONTACT_FIELDS.filter((name) => name !== 'createdAt')
  const shown = [
    ...ALWAYS,
    ...builtIn.filter((name) => !ALWAYS.some((one) => one === name) && (name in fields || added.includes(name))),
    ...new Set(
      [...Object.keys(fields), ...added.filter((name) => !name.startsWith('bant.'))].filter((name) => !isOwn(name)),
    ),
  ]
  const addable = [
    ...[...builtIn, ...Object.keys(declared).filter((name) => !name.startsWith('account.'))].filter(
      (name) => !shown.some((one) => one === name),
    ),
    ...BANT.filter((answer) => bant[answer] === undefined)
      .map((answer) => `bant.${answer}`)
      .filter((name) => !added.includes(name)),
  ]
  const label = (name: string): string => {
    const known = CONTACT_FIELDS.find((one) => one === name)
    const answer = BANT.find((one) => `bant.${one}` === name)
    if (answer) return `${t('card.bant.title')} · ${t(`card.bant.${answer}`)}`
    return known ? t(`card.fields.${known}`) : attributeWords(name)
  }
  const answers = BANT.filter((answer) => bant[answer] !== undefined || added.includes(`bant.${answer}`))

  return (
    <Panel
      title={t('card.details.title')}
      actions={
        addable.length > 0 && (
          <Menu width={200}>
            <Menu.Target>
              <UnstyledButton className={classes.add}>
                <IconPlus size={14} stroke={2} aria-hidden /> {t('card.details.add')}
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              {addable.map((name) => (
                <Menu.Item key={name} onClick={() => setAdded([...added, name])}>
                  {label(name)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <div className={classes.rows}>
        <FieldRow
          label={t('card.stageOf')}
          type="text"
          value={stage}
          choices={STAGES.map((one) => ({ value: one, label: ui(`stage.${one}`) }))}
          onChange={(value) => {
            const next = STAGES.find((one) => one === value)
            if (next) change({ stage: next })
          }}
        />
        {shown.map((name) => (
          <FieldRow
            key={name}
            label={label(name)}
            type={typeOfField(name, fields[name], declared)}
            value={fields[name]}
            {...(name === 'buyingRole' ? { choices: buyingRoleChoices((role) => t(`card.role.${role}`)) } : {})}
            onChange={(value) => change({ fields: { [name]: value } })}
          />
        ))}
        {answers.map((answer) => (
          <FieldRow
            key={answer}
            label={label(`bant.${answer}`)}
            type="boolean"
            value={bant[answer]}
            onChange={(value) => {
              const { [answer]: _, ...others } = bant
              change({ bant: typeof value === 'boolean' ? { ...others, [answer]: value } : others })
            }}
          />
        ))}
      </div>
    </Panel>
  )
}
