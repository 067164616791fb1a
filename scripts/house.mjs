// node scripts/house.mjs   checks the whole repository against lint/rooms.mjs and prints what is wrong.
// Exit code 1 if anything is an error; warnings (files growing long) are printed and pass.
import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { checkHouse } from '../lint/house.mjs'

const PLACES = [
  'shared/src/**/*.ts',
  'runtime/{src,crash}/**/*.ts',
  'web/src/**/*.{ts,tsx}',
  'e2e/**/*.ts',
  'bench/**/*.ts',
]
const paths = globSync(PLACES, {
  exclude: (path) => /(^|[\\/])(node_modules|\.tsbuild|\.results|dist)$/.test(path.name ?? path),
})
const sources = new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(path, 'utf8')]))
const findings = checkHouse(sources)
for (const { path, line, rule, level, message } of findings) console.log(`${path}:${line} ${level} ${rule}: ${message}`)
const errors = findings.filter((one) => one.level === 'error').length
console.log(`${sources.size} files, ${errors} errors, ${findings.length - errors} warnings`)
process.exitCode = errors > 0 ? 1 : 0
