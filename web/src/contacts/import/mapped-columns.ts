import type { ImportColumn, ImportMapping } from '@couveuse/shared/api/imports'
import type { FileColumn } from './read-header.ts'

/**
 * The columns to show: as the last dry run had them, else as read from the file, and over them what was changed by hand since.
 * A column nobody has said anything about, and that the server has not judged, goes nowhere yet.
 */
export function mappedColumns(
  judged: readonly ImportColumn[] | undefined,
  read: readonly FileColumn[],
  mapping: ImportMapping,
): readonly ImportColumn[] {
  const columns = judged ?? read.map(({ header, samples }) => ({ header, samples: [...samples], field: null }))
  return columns.map((column) => {
    const chosen = mapping[column.header]
    return chosen === undefined ? column : { ...column, field: chosen }
  })
}
