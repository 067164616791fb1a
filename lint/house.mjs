// Checks the house against lint/rooms.mjs: arrows between rooms, packages kept in their rooms, import cycles, file sizes
// and names. Works on source text alone (a map of path to text), so that its own tests need no files.
// It must not know what is on disk, nor which rooms exist: those live in scripts/house.mjs and lint/rooms.mjs.
import { posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { EMPTY_NAMES, LINES, PACKAGES, PURE_PACKAGES, ROOMS, TEST_PACKAGES } from './rooms.mjs'

/** @typedef {{ path: string, line: number, rule: string, level: 'error' | 'warning', message: string }} Finding */
/** @typedef {{ to: string, line: number, lazy: boolean }} Import   `to` is a path of the repository or a package name */

const isTest = (path) => /\.test\.[a-z]+$/.test(path)
const isTestSupport = (path) =>
  isTest(path) || /^(shared|runtime)\/src\/testing\//.test(path) || path.startsWith('runtime/crash/')

/** What a specifier written in `from` means: a path inside the repository, or the name of a package. */
function resolve(specifier, from) {
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare)
  const own = /^@couveuse\/(shared|runtime)\/(.+)$/.exec(bare)
  if (own) return `${own[1]}/src/${own[2]}.ts`
  const [scope, name] = bare.split('/')
  return bare.startsWith('@') ? `${scope}/${name}` : scope
}

/** Every import, re-export, import() and import type of a file, types included: a type-only arrow is an arrow. */
function importsOf(path, text) {
  const parsed = parseSync(path, text)
  const found = []
  const add = (specifier, offset, lazy) =>
    found.push({ to: resolve(specifier, path), line: text.slice(0, offset).split('\n').length, lazy })
  for (const one of parsed.module.staticImports) add(one.moduleRequest.value, one.start, false)
  for (const one of parsed.module.staticExports)
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, one.start, false)
  if (text.includes('import(')) {
    const literal = (node, offset, lazy) => typeof node.value === 'string' && add(node.value, offset, lazy)
    new Visitor({
      ImportExpression: (node) => literal(node.source, node.start, true),
      TSImportType: (node) => literal(node.source ?? node.argument, node.start, false),
    }).visit(parsed.program)
  }
  return found
}

/** The room of a path, and for rooms of strangers which of them. Undefined outside packages; `unknown` inside them. */
function roomOf(path) {
  let best
  for (const room of ROOMS)
    for (const at of [room.at].flat()) {
      const [prefix, folders] = at.split('*')
      const rest = path.slice(prefix.length)
      if (!path.startsWith(prefix) || (folders && !rest.includes('/'))) continue
      const weight = prefix.length + (folders ? 0.5 : 0)
      if (!best || weight > best.weight) best = { room, weight, one: room.strangers ? rest.split('/')[0] : '' }
    }
  if (best?.room.name === 'web/main' && path.slice('web/src/'.length).includes('/')) return undefined
  return best
}

const mayKnow = (room, other) =>
  room.name === other.name ||
  room.knows.some((k) => k === other.name || (k.endsWith('/*') && other.name.startsWith(k.slice(0, -1))))

function checkArrow(path, from, { to, line }) {
  const error = (rule, message) => ({ path, line, rule, level: 'error', message })
  if (!to.includes('/') || to.startsWith('@') || to.startsWith('node:')) return checkPackage(path, to, error)
  const target = roomOf(to)
  if (!target) return undefined
  const pack = path.split('/')[0]
  const targetPack = to.split('/')[0]
  // A test may know every room of its own package and of shared; packages stay apart for tests too.
  if (isTestSupport(path) && (targetPack === pack || targetPack === 'shared')) return undefined
  if (/\/testing$/.test(target.room.name) && !['e2e', 'bench'].includes(pack))
    return error('arrow', `imports ${to}: ${target.room.name} is for tests alone`)
  if (!mayKnow(from.room, target.room))
    return error('arrow', `imports ${to}: ${from.room.name} may not know ${target.room.name}`)
  if (from.room === target.room && from.one !== target.one)
    return error('arrow', `imports ${to}: ${from.one} and ${target.one} are strangers to each other`)
  return undefined
}

function checkPackage(path, name, error) {
  const only = PACKAGES[name]
  if (only && !only.some((place) => path.startsWith(place)) && !isTestSupport(path))
    return error('package', `imports ${name}: only ${only.join(', ')} may`)
  if (!path.startsWith('shared/src/') || name.startsWith('node:')) return undefined // node: is Biome's noNodejsModules
  const allowed = isTestSupport(path) ? [...PURE_PACKAGES, ...TEST_PACKAGES] : PURE_PACKAGES
  if (!allowed.includes(name))
    return error('package', `imports ${name}: shared/ is pure and may import ${allowed.join(', ')} from npm`)
  return undefined
}

/** Loops of static imports, each once, starting at its alphabetically first file. Lazy imports do not close a loop. */
function* cycles(graph) {
  const done = new Set()
  const seen = new Set()
  function* walk(path, trail) {
    const at = trail.indexOf(path)
    if (at >= 0) {
      const loop = trail.slice(at)
      const first = loop.indexOf([...loop].sort()[0])
      const turned = [...loop.slice(first), ...loop.slice(0, first)]
      const key = turned.join(' ')
      if (!seen.has(key)) {
        seen.add(key)
        yield turned
      }
      return
    }
    if (done.has(path)) return
    for (const { to, lazy } of graph.get(path) ?? []) if (!lazy && graph.has(to)) yield* walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) yield* walk(path, [])
}

function checkFile(path, text) {
  const found = []
  const stem = posix.basename(path).split('.')[0].toLowerCase()
  if (
    EMPTY_NAMES.includes(stem) ||
    path
      .split('/')
      .slice(2, -1)
      .some((folder) => EMPTY_NAMES.includes(folder))
  )
    found.push({
      path,
      line: 1,
      rule: 'name',
      level: 'error',
      message: 'this name says nothing about what is inside: name it after what it does',
    })
  const lines = text.split('\n').length - 1
  if (isTest(path) || lines <= LINES.think) return found
  const level = lines > LINES.most ? 'error' : 'warning'
  const message =
    level === 'error'
      ? `${lines} lines: split it (at most ${LINES.most})`
      : `${lines} lines: think of splitting it (${LINES.think})`
  return [...found, { path, line: 1, rule: 'size', level, message }]
}

/**
 * Everything that is wrong with a set of sources.
 * @param {Map<string, string>} sources path relative to the repository -> text
 * @returns {Finding[]} in order of path
 */
export function checkHouse(sources) {
  const findings = []
  const graph = new Map()
  for (const [path, text] of sources) {
    findings.push(...checkFile(path, text))
    const imports = importsOf(path, text)
    graph.set(path, imports)
    const from = roomOf(path)
    if (!from) {
      findings.push({
        path,
        line: 1,
        rule: 'room',
        level: 'error',
        message: 'is in no room: add its folder to lint/rooms.mjs and ARCHITECTURE.md',
      })
      continue
    }
    for (const one of imports) {
      const finding = checkArrow(path, from, one)
      if (finding) findings.push(finding)
    }
  }
  // A page model returns the next page model, and people go round in circles: pages of e2e may know each other.
  const isTour = (loop) => loop.every((path) => path.startsWith('e2e/page-models/'))
  for (const loop of [...cycles(graph)].filter((loop) => !isTour(loop)))
    findings.push({
      path: loop[0],
      line: 1,
      rule: 'cycle',
      level: 'error',
      message: `import cycle: ${[...loop, loop[0]].join(' -> ')}`,
    })
  return findings.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
}
