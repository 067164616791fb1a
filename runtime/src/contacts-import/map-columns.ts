import { RequestError } from '@couveuse/shared/contract/problem'
import { type ColumnField, exactField, fieldOfHeader } from './header-names.ts'

export interface Column {
  readonly header: string
  /** null = left out */
  readonly field: ColumnField | null
}

/**
 * Settles where every column goes, by the caller's mapping first and by the header's own name else. Refuses the file as a
 * whole (`csv_wrong_columns`, `csv_wrong_mapping`) before any row is looked at.
 */
export function mapColumns(
  header: readonly string[],
  mapping: Readonly<Record<string, string | null>>,
): readonly Column[] {
  for (const name of Object.keys(mapping)) {
    if (!header.includes(name)) {
      throw new RequestError(
        'csv_wrong_mapping',
        `The mapping names a column "${name}" that the file does not have. It has: ${listed(header)}.`,
        { path: `mapping.${name}` },
      )
    }
  }
  const columns = header.map((name, index) => ({ header: name, field: fieldOf(name, index, mapping) }))
  refuseDoubles(columns)
  const fields = new Set(columns.map((column) => column.field))
  if (!fields.has('contact.email') && !fields.has('id')) {
    throw new RequestError(
      'csv_wrong_columns',
      `No column holds the e-mail address (or the id) of the contact. The file has: ${listed(header)}. Name one "email", or say in the mapping which one it is.`,
      { path: 'line 1' },
    )
  }
  return columns
}

function fieldOf(name: string, index: number, mapping: Readonly<Record<string, string | null>>): ColumnField | null {
  const wanted = Object.hasOwn(mapping, name) ? mapping[name] : undefined
  if (wanted === null) return null
  if (wanted !== undefined) {
    const field = exactField(wanted) ?? exactField(`contact.${wanted}`)
    if (field) return field
    throw new RequestError(
      'csv_wrong_mapping',
      `Column "${name}" is mapped to "${wanted}", which is no field. Use names such as email, jobLevel, account.name, consent.email.`,
      { path: `mapping.${name}` },
    )
  }
  if (name === '') {
    throw new RequestError('csv_wrong_columns', `Column ${index + 1} has no name in the header line.`, {
      path: `line 1, column ${index + 1}`,
    })
  }
  const field = fieldOfHeader(name)
  if (field) return field
  throw new RequestError(
    'csv_wrong_columns',
    `Column "${name}" cannot become an attribute: a name needs a letter or a digit.`,
    { path: `line 1, column ${index + 1}` },
  )
}

function refuseDoubles(columns: readonly Column[]): void {
  const first = new Map<string, string>()
  for (const { header, field } of columns) {
    if (field === null) continue
    const before = first.get(field)
    if (before !== undefined) {
      throw new RequestError(
        'csv_wrong_columns',
        `Columns "${before}" and "${header}" would both go to ${field}. Leave one out in the mapping, or rename it.`,
        { path: 'line 1' },
      )
    }
    first.set(field, header)
  }
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 12).map((name) => `"${name}"`)
  return header.length > 12 ? `${shown.join(', ')} and ${header.length - 12} more` : shown.join(', ')
}
