import { Skeleton, Table, VisuallyHidden } from '@mantine/core'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DataTable.module.css'
import { DataTableHead } from './DataTableHead.tsx'
import { DataTablePager, type Pages } from './DataTablePager.tsx'
import type { Column, Sort } from './data-table.ts'
import { ErrorState } from './ErrorState.tsx'

export interface DataTableProps<Row> {
  /** what the table holds, for those who cannot see the page around it */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  /** undefined while they are on their way */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** a row becomes a thing to open: by click, Enter or Space; arrows go up and down */
  readonly onOpen?: (row: Row) => void
  readonly selectedKey?: string
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** stands in the place of the rows, with another try */
  readonly error?: unknown
  readonly onRetry?: () => void
  /** what is said when there is no row: an EmptyState of size `small` */
  readonly empty: ReactNode
  readonly pages?: Pages
  /** how many rows the outline shows while they load */
  readonly expected?: number
}

/** Rows of one kind of thing: sortable, opened by mouse or keyboard, with its empty, loading and failed looks. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, onOpen, selectedKey, sort, onSort, error, onRetry, empty, pages } = props
  const { t } = useTranslation('ui')
  const hasFailed = error !== undefined && error !== null
  const isLoading = !rows && !hasFailed

  return (
    <div className={classes.frame}>
      <Table
        className={classes.table ?? ''}
        highlightOnHover={Boolean(onOpen)}
        aria-busy={isLoading}
        aria-rowcount={rows ? rows.length + 1 : -1}
      >
        <caption className={classes.caption}>
          <VisuallyHidden>{isLoading ? `${caption}. ${t('loading')}` : caption}</VisuallyHidden>
        </caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={classes.col} data-from={column.from} style={{ width: column.width }} />
          ))}
        </colgroup>
        <DataTableHead columns={columns} {...(sort ? { sort } : {})} {...(onSort ? { onSort } : {})} />
        <Table.Tbody>
          {isLoading && <SkeletonRows columns={columns} count={props.expected ?? 8} />}
          {!hasFailed &&
            rows?.map((row) => {
              const key = rowKey(row)
              return (
                <Table.Tr
                  key={key}
                  className={classes.row ?? ''}
                  data-opens={Boolean(onOpen) || undefined}
                  aria-selected={selectedKey === undefined ? undefined : key === selectedKey}
                  {...(onOpen
                    ? {
                        tabIndex: 0,
                        onClick: (event: MouseEvent) => !isOnControl(event) && onOpen(row),
                        onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => onRowKey(event, () => onOpen(row)),
                      }
                    : {})}
                >
                  {columns.map((column) => (
                    <Table.Td key={column.key} data-from={column.from} data-align={column.align}>
                      {column.render(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              )
            })}
        </Table.Tbody>
      </Table>
      {hasFailed && <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />}
      {!hasFailed && rows?.length === 0 && empty}
      {pages && !hasFailed && <DataTablePager {...pages} label={caption} />}
    </div>
  )
}

function SkeletonRows<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an outline has no identity but its place
    <Table.Tr key={row} aria-hidden>
      {columns.map((column, index) => (
        <Table.Td key={column.key} data-from={column.from}>
          <Skeleton height={14} width={`${82 - ((row * 13 + index * 29) % 45)}%`} my={4} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}

/** A click on a link, a button or a field inside a row is meant for that, and so is the end of a text selection. */
function isOnControl(event: MouseEvent): boolean {
  const target = event.target
  const isControl = target instanceof Element && target.closest('a, button, input, select, textarea, label') !== null
  return isControl || getSelection()?.type === 'Range'
}

function onRowKey(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  const { key, currentTarget: row } = event
  if (key === 'Enter' || key === ' ') {
    event.preventDefault()
    open()
  }
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    event.preventDefault()
    const next = key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
    if (next instanceof HTMLElement) next.focus()
  }
}
