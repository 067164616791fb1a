import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
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
