import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeField, fieldGroups, knownFields } from '../condition/fields.ts'
import { useEditing } from '../editing.ts'
import { FormField } from './FormField.tsx'

type Prefix = 'contact' | 'account' | 'entry' | 'var'

export interface DateFieldSelectProps {
  readonly label: string
  readonly description?: string
  /** path of the parameter */
  readonly field: string
  /** a field with its prefix, `contact.renewalDate` (fine print 95, 153) */
  readonly value: string
  readonly onChange: (name: string) => void
  readonly prefixes: readonly Prefix[]
}

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** A field that holds a date: those declared as such, then what may hold one, then any name that is typed. */
export function DateFieldSelect({ label, description, field, value, onChange, prefixes }: DateFieldSelectProps) {
  const { t } = useTranslation('steps')
  const { workspace, flow } = useEditing()
  const [search, setSearch] = useState('')
  const source = useMemo(() => ({ workspace, flow, events: [], t }), [workspace, flow, t])
  const groups = useMemo(() => {
    const known = knownFields(source)
    return fieldGroups.flatMap((group) => {
      const items = (known.get(group) ?? []).filter(
        ({ name, type }) =>
          prefixes.some((prefix) => name.startsWith(`${prefix}.`)) &&
          (type === 'date' || type === undefined) &&
          name !== 'entry.event',
      )
      if (items.length === 0) return []
      return [
        {
          group: t(`condition.groups.${group}`),
          items: items.map(({ name, label: words }) => ({ value: name, label: words })),
        },
      ]
    })
  }, [source, prefixes, t])
  const names = new Set(groups.flatMap(({ items }) => items.map((item) => item.value)))
  const typed = search.trim()
  const wishes =
    NAME.test(typed) && typed !== describeField(value, source).label
      ? prefixes.map((prefix) => `${prefix}.${typed}`)
      : []
  const others = [...new Set([value, ...wishes])].filter((name) => name !== '' && !names.has(name))
  return (
    <FormField field={field}>
      {(error) => (
        <Select
          label={label}
          description={description}
          error={error}
          placeholder={t('form.chooseDate')}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('condition.noField')}
          value={value || null}
          onChange={(chosen) => chosen !== null && onChange(chosen)}
          searchValue={search}
          onSearchChange={setSearch}
          data={[
            ...groups,
            ...(others.length > 0
              ? [
                  {
                    group: t('condition.other', { name: typed || value }),
                    items: others.map((name) => ({ value: name, label: describeField(name, source).label })),
                  },
                ]
              : []),
          ]}
        />
      )}
    </FormField>
  )
}
