import type { ImportColumn, ImportPreview } from '@couveuse/shared/api/imports'
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { fieldLabel } from './field-choices.ts'
import classes from './Import.module.css'
import { useFieldWords } from './use-field-words.ts'

const SHOWN = 8

/** The first rows of the file with the values they would be written with. */
export function FirstRows({ rows, columns }: { rows: ImportPreview['preview']; columns: readonly ImportColumn[] }) {
  const { t } = useTranslation('contacts')
  const words = useFieldWords()
  const fields = columns.flatMap(({ field }) => (field === null ? [] : [field]))
  return (
    <Panel title={t('import.rows.title')} isFlush>
      {rows.length === 0 ? (
        <p className={classes.none}>{t('import.rows.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('import.rows.caption')}>
          <Table fz="sm" verticalSpacing={7} className={classes.rows ?? ''}>
            <Table.Thead>
              <Table.Tr>
                {fields.map((field) => (
                  <Table.Th key={field} scope="col">
                    {fieldLabel(field, words)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.slice(0, SHOWN).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
                <Table.Tr key={index}>
                  {fields.map((field) => (
                    <Table.Td key={field}>{row[field] ?? <span className={classes.dim}>–</span>}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Panel>
  )
}
