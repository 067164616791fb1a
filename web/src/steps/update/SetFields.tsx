import { contactAttributeType } from '@couveuse/shared/contact/convert'
import { CONTACT_FIELDS } from '@couveuse/shared/contract/words'
import { ActionIcon, Checkbox, Select, TagsInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeField } from '../condition/fields.ts'
import { useEditing } from '../editing.ts'
import { FormField } from '../parts/FormField.tsx'
import { TemplateField } from '../parts/TemplateField.tsx'
import type { StepOf } from '../step-view.ts'
import classes from './SetFields.module.css'

type Values = NonNullable<StepOf<'update'>['set']>
type Value = Values[string]

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** The attributes that are set, each with an editor of its type, and the way to another one. */
export function SetFields({ value, onChange }: { value: Values; onChange: (values: Values) => void }) {
  const { t } = useTranslation('steps')
  const { workspace, flow, isReadOnly } = useEditing()
  const [search, setSearch] = useState('')
  const source = { workspace, flow, events: [], t }
  const labelOf = (name: string): string => describeField(`contact.${name}`, source).label
  const own = Object.keys(workspace.settings.attributes).filter((name) => !name.includes('.'))
  const names = [...own, ...CONTACT_FIELDS.filter((name) => name !== 'createdAt')].filter(
    (name) => !Object.hasOwn(value, name),
  )
  const typed = search.trim()
  const isNew = NAME.test(typed) && !names.includes(typed) && !Object.hasOwn(value, typed)
  return (
    <FormField field="set" deep={false}>
      {(error) => (
        <>
          {Object.entries(value).map(([name, one]) => (
            <SetField
              key={name}
              name={name}
              label={labelOf(name)}
              value={one}
              onChange={(next) => onChange({ ...value, [name]: next })}
              onRemove={() => onChange(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)))}
            />
          ))}
          {!isReadOnly && (
            <Select
              aria-label={t('kind.update.addValue')}
              placeholder={t('kind.update.addValue')}
              error={error}
              searchable
              value={null}
              searchValue={search}
              onSearchChange={setSearch}
              onChange={(name) => {
                if (name !== null) onChange({ ...value, [name]: firstValue(name, workspace.settings.attributes[name]) })
                setSearch('')
              }}
              nothingFoundMessage={t('condition.noField')}
              data={[
                ...names.map((name) => ({ value: name, label: labelOf(name) })),
                ...(isNew ? [{ value: typed, label: t('condition.other', { name: typed }) }] : []),
              ]}
            />
          )}
        </>
      )}
    </FormField>
  )
}

function firstValue(name: string, declared: Parameters<typeof contactAttributeType>[1]): Value {
  const type = contactAttributeType(name, declared)
  if (type === 'boolean') return true
  return type === 'set' ? [] : ''
}

interface SetFieldProps {
  readonly name: string
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly onRemove: () => void
}

function SetField({ name, label, value, onChange, onRemove }: SetFieldProps) {
  const { t } = useTranslation('steps')
  const { workspace, isReadOnly } = useEditing()
  const id = useId()
  const type = contactAttributeType(name, workspace.settings.attributes[name])
  const words = t('kind.update.valueOf', { name: label })
  return (
    <div className={classes.row} role="group" aria-labelledby={id}>
      <div className={classes.head}>
        <span id={id} className={classes.name}>
          {label}
        </span>
        <Checkbox
          size="xs"
          label={t('kind.update.clear')}
          checked={value === null}
          disabled={isReadOnly}
          onChange={(event) => onChange(event.currentTarget.checked ? null : firstValue(name, type))}
        />
        {!isReadOnly && (
          <ActionIcon size="sm" aria-label={t('kind.update.remove', { name: label })} onClick={onRemove}>
            <IconTrash size={14} stroke={1.8} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {value !== null && type === 'boolean' && typeof value === 'boolean' && (
        <Select
          aria-label={words}
          allowDeselect={false}
          value={String(value)}
          onChange={(chosen) => onChange(chosen === 'true')}
          data={[
            { value: 'true', label: t('kind.update.yes') },
            { value: 'false', label: t('kind.update.no') },
          ]}
        />
      )}
      {Array.isArray(value) && (
        <FormField field={`set.${name}`}>
          {(error) => (
            <TagsInput
              aria-label={words}
              error={error}
              acceptValueOnBlur
              value={value}
              onChange={(next) => onChange(next)}
            />
          )}
        </FormField>
      )}
      {value !== null && !Array.isArray(value) && !(type === 'boolean' && typeof value === 'boolean') && (
        <TemplateField
          label={words}
          field={`set.${name}`}
          isSingleLine
          value={String(value)}
          onChange={(text) => onChange(type === 'number' && NUMBER.test(text) ? Number(text) : text)}
        />
      )}
    </div>
  )
}

const NUMBER = /^-?\d+(\.\d*[1-9])?$/
