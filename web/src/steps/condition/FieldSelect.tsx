import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCondition } from './ConditionContext.ts'
import { describeField, knownFields } from './fields.ts'

export interface FieldSelectProps {
  readonly label: string
  readonly value: string
  readonly onChange: (field: string) => void
}

/** Prefixes under which any name may stand: what is typed and not found is offered under each. */
const open = ['event', 'contact', 'account', 'entry', 'var'] as const
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** What a rule speaks of: everything the workspace and the flow know, found by typing a part of it, and names of one's own. */
export function FieldSelect({ label, value, onChange }: FieldSelectProps) {
  const { t } = useTranslation('steps')
  const { source } = useCondition()
  const [search, setSearch] = useState('')
  const groups = useMemo(() => {
    const known = knownFields(source)
    const found = [...known].map(([group, fields]) => ({
      group: t(`condition.groups.${group}`),
      items: fields.map(({ name, label: words }) => ({ value: name, label: words })),
    }))
    const names = new Set([...known.values()].flat().map(({ name }) => name))
    return { found: found.filter(({ items }) => items.length > 0), names }
  }, [source, t])

  const typed = search.trim()
  const selected = describeField(value, source)
  const wishes =
    typed === '' || typed === selected.label
      ? []
      : open
          .map((prefix) => `${prefix}.${typed}`)
          .filter((name) => !groups.names.has(name) && (name.startsWith('event.') || NAME.test(typed)))
  const foreign = value !== '' && !groups.names.has(value) && !wishes.includes(value) ? [value] : []
  const others = [...foreign, ...wishes].map((name) => ({ value: name, label: wishLabel(name) }))
  // Typed names are told with what they would be: an event and an attribute may have the same one.
  function wishLabel(name: string): string {
    const bare = name.slice(name.indexOf('.') + 1)
    if (name.startsWith('event.')) return t('condition.fields.event', { name: bare })
    if (name.startsWith('contact.')) return t('condition.fields.attribute', { name: bare })
    return describeField(name, source).label
  }
  const isFound = groups.found.some(({ items }) =>
    items.some((item) => item.label.toLowerCase().includes(typed.toLowerCase())),
  )

  return (
    <Select
      size="xs"
      flex={1}
      miw={0}
      aria-label={label}
      placeholder={t('condition.chooseField')}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={t('condition.noField')}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      value={value || null}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      searchValue={search}
      onSearchChange={setSearch}
      data={[
        ...groups.found,
        ...(others.length > 0 && (!isFound || foreign.length > 0 || typed !== '')
          ? [{ group: t('condition.other', { name: typed || value }), items: others }]
          : []),
      ]}
    />
  )
}
