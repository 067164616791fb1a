// What `test` runs, in this order. To add a stage, add a row.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installed = (path, folder = '.') => join(root, folder, 'node_modules', path)
const biome = installed('@biomejs/biome/bin/biome')
const tsc = installed('typescript/bin/tsc')
const knip = installed('knip/bin/knip.js')
const vitest = installed('vitest/vitest.mjs')
const playwright = installed('@playwright/test/cli.js', 'e2e')

/**
 * @typedef {object} Stage
 * @property {string} name    for --only
 * @property {string} title   heading and table row
 * @property {string[]} args  arguments of node
 * @property {'one' | 'vitest' | 'playwright'} counts the stage counts as one test, or as the tests of its JSON report
 * @property {boolean} beside cheap and independent: runs next to others of its kind, and its output is shown when it ends
 * @property {number} minutes stopped and failed after this long
 * @property {string[]} [needs] programs of scripts/needs.mjs
 * @property {string[]} [after] stages without whose success this one makes no sense
 * @property {string} [cwd]
 */

/** @type {Stage[]} */
export const STAGES = [
  {
    name: 'build',
    title: 'Web build',
    args: ['scripts/web-build.mjs', '--always'],
    counts: 'one',
    beside: true,
    minutes: 5,
  },
  { name: 'types', title: 'Types', args: [tsc, '-b'], counts: 'one', beside: true, minutes: 5 },
  {
    name: 'lint',
    title: 'Format and lint',
    args: [biome, 'ci', '.', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`],
    counts: 'one',
    beside: true,
    minutes: 5,
  },
  {
    name: 'house',
    title: 'Arrows, cycles, sizes',
    args: ['scripts/house.mjs'],
    counts: 'one',
    beside: true,
    minutes: 2,
  },
  {
    name: 'unused',
    title: 'Unused code',
    args: [knip, '--no-progress', '--treat-config-hints-as-errors'],
    counts: 'one',
    beside: true,
    minutes: 2,
  },
  {
    name: 'unit',
    title: 'Unit, property and contract tests',
    args: [vitest, 'run', '--project=!crash'],
    counts: 'vitest',
    beside: false,
    minutes: 25,
    needs: ['redis-server', 'postgres'],
  },
  {
    name: 'crash',
    title: 'Crash tests',
    args: [vitest, 'run', '--project=crash'],
    counts: 'vitest',
    beside: false,
    minutes: 15,
  },
  {
    name: 'browser',
    title: 'Browser tests',
    args: [playwright, 'test'],
    cwd: 'e2e',
    counts: 'playwright',
    beside: false,
    minutes: 15,
    needs: ['chromium'],
    after: ['build'],
  },
]
