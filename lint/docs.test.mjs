// The pages of the project hold together: every link leads somewhere, every ruling can be cited, every citation exists.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const read = (path) => readFileSync(join(root, path), 'utf8')
const notInstalled = {
  cwd: root,
  exclude: (path) => /(^|[\\/])(node_modules|dist|\.tsbuild|\.results)$/.test(path.name ?? path),
}
const pages = globSync(['*.md', 'docs/**/*.md'], notInstalled)
const contract = read('docs/flow-dsl.md')
const RULINGS = 182

/** The anchors of a page as GitHub makes them from headings, and those written out. */
function anchorsOf(text) {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((one) =>
    one[1]
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map((one) => one[1])])
}

/** Links of a page without those inside code. */
const linksOf = (text) =>
  [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map((one) => one[1])

function isBroken(page, link) {
  if (/^[a-z]+:/.test(link)) return false
  const [path, anchor] = link.split('#')
  const target = path ? relative(root, join(root, dirname(page), path)) : page
  if (!existsSync(join(root, target))) return true
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).has(anchor)
}

describe('The pages', () => {
  test.each(pages)('every link of %s leads somewhere', (page) => {
    expect(linksOf(read(page)).filter((link) => isBroken(page, link))).toEqual([])
  })
  test('a link to nowhere would be noticed', () => {
    expect(isBroken('docs/flow-dsl.md', '#fp-183')).toBe(true)
    expect(isBroken('docs/flow-dsl.md', 'nowhere.md')).toBe(true)
  })
})

test('every word of the glossary lives where the glossary says', () => {
  const places = [...read('GLOSSARY.md').matchAll(/\| `([^`]+)` \|$/gm)].map((one) => one[1])
  expect(places.length).toBeGreaterThan(50)
  expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([])
})

describe('The page for operators', () => {
  const operations = read('docs/operations.md')
  test('has every setting of the runtime in its table', () => {
    const settings = [...read('runtime/src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((one) => one[1])
    expect(settings.length).toBeGreaterThan(25)
    expect(settings.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
  })
  test('has a page of the runbook for every invariant', () => {
    const [, list = ''] = /INVARIANTS = \[([^\]]+)\]/.exec(read('shared/src/api/operations.ts')) ?? []
    const invariants = [...list.matchAll(/'(\w+)'/g)].map((one) => one[1])
    expect(invariants.length).toBeGreaterThan(10)
    expect(invariants.filter((name) => !anchorsOf(operations).has(name))).toEqual([])
  })
  test('has every metric that is written', () => {
    const sources = ['meter', 'metrics'].map((file) => read(`runtime/src/operations/${file}.ts`)).join('')
    const names = [...sources.matchAll(/'couveuse_(\w+)'/g)].map((one) => one[1])
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => name !== 'info' && !operations.includes(name))).toEqual([])
  })
})

describe('The contract', () => {
  test('every ruling stands on the page once, under its own anchor', () => {
    const rulings = [...contract.matchAll(/<a id="fp-(\d+)"><\/a>\*\*(\d+)\*\*/g)]
    for (const [, anchor, number] of rulings) expect(anchor).toBe(number)
    expect(rulings.map((one) => Number(one[1])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: RULINGS }, (_, i) => i + 1),
    )
  })
  test('what the sources cite exists', () => {
    const sources = globSync(['{shared,runtime,web,e2e,bench}/**/*.{ts,tsx}'], notInstalled)
    const wrong = sources.flatMap((path) => {
      const text = read(path)
      const rulings = [...text.matchAll(/fine print ((?:\d+(?:, | and |-)?)+)/g)].flatMap(
        (one) => one[1].match(/\d+/g) ?? [],
      )
      const sections = [...text.matchAll(/FLOW-DSL §(\d+)/g)].map((one) => one[1])
      const isWrong =
        rulings.some((n) => Number(n) < 1 || Number(n) > RULINGS) ||
        sections.some((n) => Number(n) < 1 || Number(n) > 10)
      return isWrong ? [path] : []
    })
    expect(wrong).toEqual([])
  })
})
