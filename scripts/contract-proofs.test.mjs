import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// docs/flow-dsl.md is what flows are promised. Below each rule it names, after an arrow, the tests and scenarios that
// fail when the rule is broken: this holds every rule to one, and every link to what it names.
const page = resolve(dirname(fileURLToPath(import.meta.url)), '../docs/flow-dsl.md')
const lines = readFileSync(page, 'utf8').split('\n')
const RULINGS = 182

/** A rule is an item of a list: its lines, up to the next item or the end of the list. */
function rules() {
  const found = []
  let isExample = false
  let isContract = false
  let isNormative = false
  let rule
  for (const line of lines) {
    if (line.startsWith('```')) isExample = !isExample
    if (line.startsWith('## ')) isContract = /^## \d/.test(line)
    if (line.startsWith('#')) isNormative = isContract
    if (line.startsWith('*Not part of the contract')) isNormative = false
    const isItem = /^(?:-|\d+\.) /.test(line)
    if (isNormative && !isExample && isItem) {
      rule = { text: line, proofs: [] }
      found.push(rule)
    } else if (!/^ {2}/.test(line)) rule = undefined
    else if (rule && /^ +→ /.test(line)) rule.proofs.push(...proofsOf(line))
  }
  return found
}

/** `[what](where)` of a line that begins with an arrow. */
function proofsOf(line) {
  return [...line.matchAll(/\[((?:\\.|[^\]\\])+)\]\(([^)]+)\)/g)].map(([, name = '', path = '']) => ({
    name: name.replace(/\\(.)/g, '$1'),
    path,
  }))
}

/** Why a proof proves nothing; undefined where it does. */
function flawOf({ name, path }) {
  const file = join(dirname(page), path)
  if (!existsSync(file)) return `${path} does not exist`
  if (path.endsWith('.json')) {
    const isReplayed = path.includes('/testing/scenarios/') && basename(path) === `${name}.json`
    return isReplayed ? undefined : `${path} is no scenario "${name}"`
  }
  if (!path.endsWith('.test.ts')) return `${path} is neither a scenario nor a test`
  return readFileSync(file, 'utf8').includes(name) ? undefined : `${path} has no test "${name}"`
}

describe('the contract in docs/flow-dsl.md', () => {
  test('has every ruling once, in reach of its number', () => {
    const anchors = lines.flatMap((line) =>
      [...line.matchAll(/<a id="fp-(\d+)">/g)].map(([, number]) => Number(number)),
    )
    expect(anchors.toSorted((a, b) => a - b)).toEqual(Array.from({ length: RULINGS }, (_, index) => index + 1))
    const pointers = lines.flatMap((line) => [...line.matchAll(/\(#fp-(\d+)\)/g)].map(([, number]) => Number(number)))
    expect(pointers.filter((number) => !anchors.includes(number))).toEqual([])
  })

  test('names a proof below every rule', () => {
    const bare = rules().filter(({ proofs }) => proofs.length === 0)
    expect(bare.map(({ text }) => text.slice(0, 80))).toEqual([])
    expect(rules().length).toBeGreaterThan(RULINGS)
  })

  test('names only tests and scenarios that are there', () => {
    const proofs = lines.filter((line) => /^ *→ /.test(line)).flatMap(proofsOf)
    expect(proofs.length).toBeGreaterThan(RULINGS)
    expect(proofs.flatMap((proof) => flawOf(proof) ?? [])).toEqual([])
  })
})
