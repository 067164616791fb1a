/** The columns of a file as far as one can tell without the server: for when it refuses them and they have to be mapped first. */
export interface FileColumn {
  readonly header: string
  readonly samples: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLES = 3

/** Reads the header line and what stands below it from the beginning of a CSV file; empty where there is no header. */
export function readHeader(text: string): readonly FileColumn[] {
  const start = text.replace(/^\uFEFF/, '')
  const delimiter = delimiterOf(start)
  const [header = [], ...rows] = readRows(start, delimiter, SAMPLES + 1)
  if (header.every((name) => name === '')) return []
  return header.map((name, index) => ({
    header: name,
    samples: [...new Set(rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''))],
  }))
}

/** The sign that parts the header line into most cells. */
function delimiterOf(text: string): string {
  const cells = DELIMITERS.map((delimiter) => ({
    delimiter,
    count: readRows(text, delimiter, 1)[0]?.length ?? 0,
  }))
  return cells.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

/** The first rows, with quotes as RFC 4180 has them. A last row without its end may have been cut off. */
function readRows(text: string, delimiter: string, most: number): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = (): void => {
    row.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const sign = text[at]
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      isQuoted = true
    } else if (sign === delimiter) endCell()
    else if (sign === '\n' || sign === '\r') {
      endCell()
      if (row.length > 1 || row[0] !== '') rows.push(row)
      row = []
    } else cell += sign
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) {
    endCell()
    rows.push(row)
  }
  return rows
}
