import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './DataTable.module.css'
import type { Column, Sort } from './data-table.ts'

export interface DataTableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
}

/** The names of the columns, which stay in sight; a sortable one is a button that turns its order around. */
export function DataTableHead<Row>({ columns, sort, onSort }: DataTableHeadProps<Row>) {
  return (
    <Table.Thead className={classes.head ?? ''}>
      <Table.Tr>
        {columns.map((column) => {
          const isSortable = Boolean(column.isSortable && onSort)
          const direction = sort?.key === column.key ? sort.direction : undefined
          return (
            <Table.Th
              key={column.key}
              scope="col"
              data-from={column.from}
              data-align={column.align}
              aria-sort={isSortable ? (direction ?? 'none') : undefined}
            >
              {isSortable && onSort ? (
                <SortButton
                  header={column.header}
                  direction={direction}
                  onSort={() =>
                    onSort({ key: column.key, direction: direction === 'ascending' ? 'descending' : 'ascending' })
                  }
                />
              ) : column.isHeaderHidden ? (
                <VisuallyHidden>{column.header}</VisuallyHidden>
              ) : (
                column.header
              )}
            </Table.Th>
          )
        })}
      </Table.Tr>
    </Table.Thead>
  )
}

function SortButton(props: { header: string; direction: Sort['direction'] | undefined; onSort: () => void }) {
  const { header, direction, onSort } = props
  const { t } = useTranslation('ui')
  const Icon = direction === undefined ? IconArrowsSort : direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <UnstyledButton
      className={classes.sort}
      data-sorted={direction}
      title={t('table.sortBy', { column: header })}
      onClick={onSort}
    >
      {header}
      <Icon size={14} stroke={2} aria-hidden />
    </UnstyledButton>
  )
}
