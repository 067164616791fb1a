import { setImmediate as breathe } from 'node:timers/promises'
import { IMPORT_ERRORS_LISTED, type ImportColumn, type ImportError } from '@couveuse/shared/api/imports'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { ImportRow } from '../store/contacts.ts'
import { type ConvertedRow, convertRow } from './convert-row.ts'
import { mapColumns } from './map-columns.ts'
import { type CsvRow, type Delimiter, readCsv } from './read-csv.ts'

export interface PreparedRow {
  readonly line: number
  readonly row: ImportRow
}

/** A file read and judged, nothing written yet. */
export interface PreparedImport {
  readonly delimiter: Delimiter
  readonly columns: readonly ImportColumn[]
  /** data rows of the file, good and bad */
  readonly total: number
  readonly rows: readonly PreparedRow[]
  /** the first ones found, in order of lines */
  readonly findings: readonly ImportError[]
  /** errors in all; each keeps one row out */
  readonly errorCount: number
}

const ROWS_A_BREATH = 2000
const SAMPLES = 3

/**
 * Reads and judges a whole CSV file. Throws a RequestError where the file as such is no good (`invalid_utf8`, `csv_broken`,
 * `csv_empty`, `csv_wrong_columns`, `csv_wrong_mapping`); what is wrong with single rows stands in `findings`. Lets others
 * run in between, so that timers are not late because somebody imports a big file.
 */
export async function prepareImport(
  bytes: Uint8Array,
  options: { readonly mapping?: Readonly<Record<string, string | null>>; readonly settings: WorkspaceSettings },
): Promise<PreparedImport> {
  const file = await readCsv(bytes)
  const columns = mapColumns(file.header, options.mapping ?? {})
  const rows: PreparedRow[] = []
  const findings: ImportError[] = []
  let errorCount = 0
  const firstLineOf = new Map<string, number>()
  for (const [index, csv] of file.rows.entries()) {
    if (index % ROWS_A_BREATH === ROWS_A_BREATH - 1) await breathe()
    const converted = convertRow(csv, columns, options.settings)
    const repeated = converted.row && findRepetition(converted, firstLineOf)
    const found = repeated ? [...converted.findings, repeated] : converted.findings
    if (found.some((finding) => finding.level === 'error')) errorCount += 1
    else if (converted.row) rows.push({ line: csv.line, row: converted.row })
    for (const finding of found) if (findings.length < IMPORT_ERRORS_LISTED) findings.push(finding)
  }
  return {
    delimiter: file.delimiter,
    columns: columns.map((column, index) => ({ ...column, samples: samplesOf(file.rows, index) })),
    total: file.rows.length,
    rows,
    findings,
    errorCount,
  }
}

/** The first row of an address or id counts; later ones are named with it. */
function findRepetition({ line, row, email }: ConvertedRow, firstLineOf: Map<string, number>): ImportError | undefined {
  const keys = [
    ...(row?.id === undefined ? [] : [`id ${row.id}`]),
    ...(email === undefined ? [] : [email.toLowerCase()]),
  ]
  for (const key of keys) {
    const before = firstLineOf.get(key)
    if (before !== undefined) {
      const message = `${key} stands in line ${before} already; that row counts, this one is left out`
      return { line, level: 'error', code: 'duplicate_row', message }
    }
  }
  for (const key of keys) firstLineOf.set(key, line)
  return undefined
}

function samplesOf(rows: readonly CsvRow[], column: number): string[] {
  const samples: string[] = []
  for (const { cells } of rows.slice(0, 50)) {
    const text = cells[column]?.trim() ?? ''
    if (text !== '' && !samples.includes(text)) samples.push(text.slice(0, 100))
    if (samples.length === SAMPLES) break
  }
  return samples
}
