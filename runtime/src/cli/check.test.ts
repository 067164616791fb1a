import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { check } from './check.ts'

const folder = mkdtempSync(join(tmpdir(), 'couveuse-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

const right = { dsl: 1, key: 'f', start: 'e', steps: { e: { kind: 'end', reason: 'r', outcome: 'neutral' } } }
const wrong = { ...right, start: 'nowhere' }

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function run(files: readonly string[], workspace?: string) {
  const printed: unknown[] = []
  const errors: string[] = []
  const exit = check(
    files,
    { json: true, ...(workspace === undefined ? {} : { workspace }) },
    { line: () => undefined, json: (value) => printed.push(value), error: (text) => errors.push(text) },
  )
  return { exit, printed: printed[0], errors }
}

describe('couveuse check', () => {
  test('prints [] for a flow without problems, exit 0 (fine print 33)', () => {
    expect(run([file('right.json', right)])).toEqual({ exit: 0, printed: [], errors: [] })
  })

  test('prints the problems of a flow, exit 1 (fine print 33)', () => {
    const { exit, printed } = run([file('wrong.json', wrong)])
    expect(exit).toBe(1)
    expect(printed).toEqual([expect.objectContaining({ code: 'unknown_start', level: 'error', field: 'start' })])
  })

  test.each([
    ['not JSON', '{ nope', 'invalid_json'],
    ['not an object', '[]', 'not_an_object'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'invalid_utf8'],
  ])('a file that is %s is one line and exit 2 (fine print 33)', (name, content, code) => {
    const path = file(`${name}.json`, content)
    const { exit, printed, errors } = run([path])
    expect(exit).toBe(2)
    expect(printed).toMatchObject({ file: path, error: { code } })
    expect(errors).toEqual([expect.stringContaining(path)])
    expect(errors[0]?.split('\n')).toHaveLength(1)
  })

  test('reads a file that begins with a byte order mark', () => {
    expect(run([file('bom.json', `\uFEFF${JSON.stringify(right)}`)])).toMatchObject({ exit: 0, printed: [] })
  })

  test('several files give one array in the order given, unreadable ones in their place (fine print 168, 175)', () => {
    const [a, b, c] = [file('right.json', right), join(folder, 'missing.json'), file('wrong.json', wrong)]
    const { exit, printed } = run([a, b, c])
    expect(exit).toBe(2)
    expect(printed).toEqual([
      { file: a, problems: [] },
      { file: b, error: { code: 'unreadable_file', message: expect.stringContaining('missing.json') } },
      { file: c, problems: [expect.objectContaining({ code: 'unknown_start' })] },
    ])
  })

  test('looks names up in the workspace of a scenario (fine print 34, 174)', () => {
    const mail = { kind: 'email', message: 'welcome', topic: 'news', next: { sent: 'e', blocked: 'e' } }
    const flow = file('mail.json', { ...right, start: 'm', steps: { ...right.steps, m: mail } })
    expect(run([flow])).toMatchObject({ exit: 0, printed: [] })
    const empty = run([flow], file('empty.json', { messages: {} }))
    expect(empty).toMatchObject({ exit: 1, printed: [{ level: 'error', step: 'm', field: 'message' }] })
    const full = file('full.json', { messages: { welcome: { subject: 's', body: 'b' } } })
    expect(run([flow], full)).toMatchObject({ exit: 0, printed: [] })
  })

  test('tells what is wrong in the workspace itself', () => {
    const segment = { combinator: 'and', rules: [{ field: 'segment.a', operator: '=', value: true }] }
    const { exit, printed } = run([file('right.json', right)], file('circle.json', { segments: { a: segment } }))
    expect(exit).toBe(1)
    expect(printed).toEqual([expect.objectContaining({ field: 'workspace.segments.a.rules[0].field' })])
  })
})
