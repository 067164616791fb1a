import type { ImportError } from '@couveuse/shared/api/imports'

/** The findings as a file a spreadsheet opens: with a byte order mark, or Excel takes UTF-8 for something else. */
export function findingsCsv(errors: readonly ImportError[]): string {
  const rows = errors.map(({ line, column = '', level, code, message }) => [String(line), column, level, code, message])
  return `\uFEFF${[['line', 'column', 'level', 'code', 'message'], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')}\r\n`
}

/** A cell that begins like a formula is kept from being one (OWASP, CSV injection). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
