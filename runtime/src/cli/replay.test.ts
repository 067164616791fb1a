import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { replay } from './replay.ts'

const folder = fileURLToPath(import.meta.resolve('@couveuse/shared/testing/builders')).replace(
  /builders\.ts$/,
  'scenarios/',
)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

function run(args: readonly string[], options: { readonly flow?: string } = {}) {
  const printed: unknown[] = []
  const errors: string[] = []
  const exit = replay(
    args,
    { json: true, ...options },
    { line: () => undefined, json: (value) => printed.push(value), error: (text) => errors.push(text) },
  )
  return { exit, printed: printed[0], errors }
}

describe('every scenario of the contract holds on the simulator', () => {
  test.each(files)('%s', (name) => {
    const { exit, printed } = run([`${folder}${name}`])
    expect(printed).toMatchObject({ ok: true, failures: [] })
    expect(exit).toBe(0)
  })
})

describe('couveuse replay', () => {
  const own = mkdtempSync(join(tmpdir(), 'couveuse-replay-'))
  afterAll(() => rmSync(own, { recursive: true }))
  const flow = { dsl: 1, key: 'f', start: 'e', steps: { e: { kind: 'end', reason: 'r', outcome: 'neutral' } } }
  const right = { scenario: 1, flow, start: '2026-03-02T08:00:00Z', expect: [{ status: 'ended' }] }
  const file = (name: string, content: object) => {
    const path = join(own, name)
    writeFileSync(path, JSON.stringify(content))
    return path
  }

  test('one file gives one object, which carries the file and its name (fine print 2, 30, 50)', () => {
    const path = file('right.json', right)
    expect(run([path])).toMatchObject({ exit: 0, printed: { file: path, name: 'right.json', ok: true } })
    expect(run([file('named.json', { ...right, name: 'in words' })])).toMatchObject({ printed: { name: 'in words' } })
  })

  test('an expectation that fails is exit 1 (fine print 50)', () => {
    const path = file('fails.json', { ...right, expect: [{ status: 'left' }] })
    expect(run([path])).toMatchObject({ exit: 1, printed: { ok: false, failures: [{ key: 'status' }] } })
  })

  test('several files give an array; a bad one has its error there, the others still run, exit 2 (fine print 30, 31, 50)', () => {
    const fails = file('fails.json', { ...right, expect: [{ status: 'left' }] })
    const bad = file('bad.json', { ...right, foo: 1 })
    const { exit, printed, errors } = run([fails, bad, file('right.json', right)])
    expect(exit).toBe(2)
    expect(printed).toMatchObject([
      { ok: false, failures: [{ key: 'status' }] },
      { file: bad, ok: false, error: { code: 'unknown_key', path: 'foo', message: expect.any(String) } },
      { ok: true },
    ])
    expect(errors).toEqual([expect.stringContaining(bad)])
  })

  test('refuses a flow that leads to a step it does not have, and runs what only check refuses (fine print 32)', () => {
    const nowhere = { ...flow, steps: { e: { kind: 'goal', name: 'g', next: { done: 'x' } } } }
    expect(run([file('nowhere.json', { ...right, flow: nowhere })])).toMatchObject({
      exit: 2,
      printed: { error: { path: 'flow.steps.e.next.done' } },
    })
    const backwards = { ...flow, steps: { e: { kind: 'wait', for: '-P1D' } } }
    expect(run([file('backwards.json', { ...right, flow: backwards, expect: [] })])).toMatchObject({
      exit: 0,
      printed: { ok: true, problems: expect.arrayContaining([expect.objectContaining({ code: 'bad_duration' })]) },
    })
  })

  test('finds its flow beside the scenario, or takes the one it is given', () => {
    file('flow.json', flow)
    expect(run([file('beside.json', { ...right, flow: './flow.json' })])).toMatchObject({ exit: 0 })
    const other = file('other.json', { ...flow, steps: { e: { kind: 'end', reason: 'other', outcome: 'neutral' } } })
    expect(run([file('right.json', right)], { flow: other })).toMatchObject({ printed: { reason: 'other' } })
  })
})
