import { RequestError } from '@couveuse/shared/contract/problem'
import { expect, test } from 'vitest'
import { readCsv } from './read-csv.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = async (file: Uint8Array) => {
  const error: unknown = await readCsv(file).catch((thrown: unknown) => thrown)
  if (!(error instanceof RequestError)) throw new Error('the file was not refused')
  return error
}

test.each([
  [',', 'email,name\na@x.fr,Ada\n'],
  [';', 'email;name\na@x.fr;Ada\n'],
  ['\t', 'email\tname\na@x.fr\tAda\n'],
])('the delimiter %j is found by itself', async (delimiter, text) => {
  const file = await readCsv(bytes(text))
  expect(file.delimiter).toBe(delimiter)
  expect(file.header).toEqual(['email', 'name'])
  expect(file.rows).toEqual([{ line: 2, cells: ['a@x.fr', 'Ada'] }])
})

test('a comma inside a quoted header does not count as a delimiter', async () => {
  const file = await readCsv(bytes('"name, first";email;city\nAda;a@x.fr;Lyon\n'))
  expect(file.delimiter).toBe(';')
  expect(file.header).toEqual(['name, first', 'email', 'city'])
})

test('the first line of Excel that names the delimiter is obeyed and not taken for the header', async () => {
  const file = await readCsv(bytes('sep=;\nemail;name\na@x.fr;Ada\n'))
  expect(file.header).toEqual(['email', 'name'])
  expect(file.rows[0]?.line).toBe(3)
})

test('a byte order mark, Windows line ends, empty lines and a missing last line end are read as if they were not there', async () => {
  const file = await readCsv(bytes('\uFEFFemail,name\r\na@x.fr,Ada\r\n\r\n,\r\nb@x.fr,Bo'))
  expect(file.header).toEqual(['email', 'name'])
  expect(file.rows.map((row) => row.cells[0])).toEqual(['a@x.fr', 'b@x.fr'])
})

test('rows are counted as an editor counts lines, also behind a cell that holds line breaks', async () => {
  const file = await readCsv(bytes('email,note\na@x.fr,"one\ntwo\nthree"\nb@x.fr,x\n'))
  expect(file.rows.map((row) => row.line)).toEqual([2, 5])
})

test('a file saved as Windows-1252 is refused with the line and the way to save it as UTF-8', async () => {
  const file = Uint8Array.from([...bytes('email,name\na@x.fr,Ada\nb@x.fr,Ren'), 0xe9, ...bytes('e\n')])
  const error = await refusal(file)
  expect(error).toMatchObject({ code: 'invalid_utf8', path: 'line 3' })
  expect(error.message).toContain('CSV UTF-8')
})

test('UTF-16 and workbooks are told apart from broken text', async () => {
  expect(await refusal(Uint8Array.from([0xff, 0xfe, 0x65, 0x00]))).toMatchObject({ code: 'invalid_utf8' })
  expect((await refusal(bytes('PK\u0003\u0004…'))).message).toContain('workbook')
})

test('a quote that is never closed refuses the whole file with its line', async () => {
  const error = await refusal(bytes('email,name\na@x.fr,Ada\nb@x.fr,"Bo\nc@x.fr,Cy\n'))
  expect(error.code).toBe('csv_broken')
  expect(error.message).toMatch(/quote/i)
})

test.each(['', '\n\n', 'email,name\n'])('a file without rows (%j) is refused', async (text) => {
  expect(await refusal(bytes(text))).toMatchObject({ code: 'csv_empty' })
})

test('a file of many slices comes out whole', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `contact${i}@example.com,Ünïcode ${i}`)
  const file = await readCsv(bytes(`email,name\n${lines.join('\n')}\n`))
  expect(file.rows).toHaveLength(20_000)
  expect(file.rows.at(-1)).toEqual({ line: 20_001, cells: ['contact19999@example.com', 'Ünïcode 19999'] })
})
