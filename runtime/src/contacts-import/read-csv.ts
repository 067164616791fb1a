import { Readable } from 'node:stream'
import { RequestError } from '@couveuse/shared/contract/problem'
import { CsvError, parse } from 'csv-parse'

export type Delimiter = ',' | ';' | '\t' | '|'
const DELIMITERS: readonly Delimiter[] = [';', ',', '\t', '|']
const SLICE = 65_536

export interface CsvRow {
  /** as an editor counts them, the header line being 1 */
  readonly line: number
  readonly cells: readonly string[]
}
export interface CsvFile {
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
}

/**
 * Bytes of a file -> its rows. The whole file is read before anything is done with it, so that a quote left open on the
 * last line refuses the file instead of half of it. Throws `invalid_utf8`, `csv_broken`, `csv_empty`.
 */
export async function readCsv(bytes: Uint8Array): Promise<CsvFile> {
  const text = decode(bytes)
  const named = /^sep=(.)\r?\n/i.exec(text) // Excel's own way to name the delimiter
  const content = named ? text.slice(named[0].length) : text
  const delimiter = DELIMITERS.find((each) => each === named?.[1]) ?? detectDelimiter(content)
  const [header, ...rows] = await parseRows(content, delimiter, named ? 1 : 0)
  if (!header) throw new RequestError('csv_empty', 'The file is empty: its first line must name the columns.')
  if (rows.length === 0) throw new RequestError('csv_empty', 'The file has a header line and no rows.')
  return { delimiter, header: header.cells.map((cell) => cell.trim()), rows }
}

/** Fed slice by slice, so that a big file does not hold up everybody else. */
async function parseRows(content: string, delimiter: Delimiter, linesBefore: number): Promise<readonly CsvRow[]> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  })
  const rows: CsvRow[] = []
  try {
    for await (const parsed of Readable.from(slices(content)).compose(parser)) {
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: what `info: true` makes of every row
      const { record, info } = parsed as Parsed
      rows.push({ line: linesBefore + info.lines - lineBreaksIn(record), cells: record })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const at = error.lines
    const line = typeof at === 'number' ? linesBefore + at : undefined
    const place = line === undefined ? '' : ` (line ${line})`
    throw new RequestError('csv_broken', `The file is not a CSV file${place}: ${error.message}.`, {
      ...(line === undefined ? {} : { path: `line ${line}` }),
    })
  }
  return rows
}

interface Parsed {
  readonly record: readonly string[]
  /** `lines` is where the row ended; one whose cells hold line breaks began earlier */
  readonly info: { readonly lines: number }
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
}

function* slices(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += SLICE) yield text.slice(from, from + SLICE)
}

/** The delimiter that the header line has most of, outside quotes. */
function detectDelimiter(text: string): Delimiter {
  const counts = new Map<Delimiter, number>()
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (isQuoted) continue
    if (character === '\n' || character === '\r') break
    const delimiter = DELIMITERS.find((each) => each === character)
    if (delimiter) counts.set(delimiter, (counts.get(delimiter) ?? 0) + 1)
  }
  return [...counts].reduce<[Delimiter, number]>((best, next) => (next[1] > best[1] ? next : best), [',', 0])[0]
}

const SAVE_AS_UTF8 =
  'In Excel choose "Save as" and the type "CSV UTF-8 (comma delimited)"; in LibreOffice tick "Edit filter settings" and choose Unicode (UTF-8).'

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new RequestError('csv_broken', `This is a workbook or an archive, not a CSV file. ${SAVE_AS_UTF8}`)
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new RequestError('invalid_utf8', `The file is written in UTF-16. ${SAVE_AS_UTF8}`)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.includes('\0')) throw new RequestError('csv_broken', 'The file holds zero bytes: it is not a text file.')
    return text
  } catch (error) {
    if (error instanceof RequestError) throw error
    const line = lineOfInvalidByte(bytes)
    throw new RequestError(
      'invalid_utf8',
      `The file is not UTF-8 text (line ${line}); it is probably saved as Windows-1252, as Excel does by itself. ${SAVE_AS_UTF8}`,
      { path: `line ${line}` },
    )
  }
}

/** Line by line, because the decoder does not tell where it stopped; a line break is never part of a longer character. */
function lineOfInvalidByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const next = bytes.indexOf(0x0a, start)
    const end = next === -1 ? bytes.length : next + 1
    try {
      decoder.decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end
    line += 1
  }
  return line
}
