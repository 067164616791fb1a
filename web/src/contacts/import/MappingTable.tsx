import type { ImportColumn, ImportMapping } from '@couveuse/shared/api/imports'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/data-table.ts'
import { settingsQuery } from '../queries.ts'
import { FieldSelect } from './FieldSelect.tsx'
import { fieldChoices } from './field-choices.ts'
import classes from './Import.module.css'
import { useFieldWords } from './use-field-words.ts'

export interface MappingTableProps {
  readonly columns: readonly ImportColumn[]
  readonly mapping: ImportMapping
  readonly onMapping: (mapping: ImportMapping) => void
}

/** One line per column of the file: its name, what stands in it, and the field it goes to. */
export function MappingTable({ columns, mapping, onMapping }: MappingTableProps) {
  const { t } = useTranslation('contacts')
  const words = useFieldWords()
  const settings = useQuery(settingsQuery)
  const attributes = settings.data?.settings.attributes
  const choices = useMemo(
    () =>
      fieldChoices(
        Object.keys(attributes ?? {}),
        columns.flatMap(({ field }) => (field === null ? [] : [field])),
        words,
      ),
    [attributes, columns, words],
  )
  const shown = useMemo<readonly Column<ImportColumn>[]>(
    () => [
      {
        key: 'header',
        header: t('import.columns.header'),
        width: '26%',
        render: ({ header }) => <strong className={classes.header}>{header}</strong>,
      },
      {
        key: 'samples',
        header: t('import.columns.samples'),
        render: ({ samples }) => (
          <span className={classes.samples}>
            {samples.length > 0 ? samples.join(' · ') : t('import.columns.noSample')}
          </span>
        ),
      },
      {
        key: 'field',
        header: t('import.columns.field'),
        width: '280px',
        render: ({ header, field }) => (
          <FieldSelect
            label={t('import.columns.fieldOf', { header })}
            choices={choices}
            value={field}
            onChange={(next) => onMapping({ ...mapping, [header]: next })}
          />
        ),
      },
    ],
    [t, choices, mapping, onMapping],
  )
  return (
    <DataTable
      caption={t('import.columns.title')}
      columns={shown}
      rows={columns}
      rowKey={({ header }) => header}
      empty={null}
    />
  )
}
