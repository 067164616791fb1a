// One small file per rule, linted by the project's own Biome configuration in a folder of its own: a rule that
// silently reports nothing (a renamed option, a pattern that no longer fits) fails here.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const clock = 'plugin'
const named = 'lint/nursery/noJsRestrictedProperties'
const global = 'lint/style/noRestrictedGlobals'

/** [file, text, the rule that must report it] */
const refused = [
  ['shared/src/time/date-now.ts', 'export const at = () => Date.now()\n', named],
  ['shared/src/time/new-date.ts', 'export const at = () => new Date()\n', clock],
  ['shared/src/time/date-call.ts', 'export const at = () => Date()\n', clock],
  ['shared/src/time/temporal-now.ts', 'export const at = () => Temporal.Now.instant()\n', named],
  ['shared/src/time/clock-taken-along.ts', 'const { now } = Date\nexport const at = () => now()\n', named],
  ['shared/src/time/math-random.ts', 'export const draw = () => Math.random()\n', named],
  ['shared/src/time/set-timeout.ts', 'export const later = (f: () => void) => setTimeout(f, 1)\n', global],
  ['shared/src/time/set-interval.ts', 'export const often = (f: () => void) => setInterval(f, 1)\n', global],
  ['shared/src/time/global-this.ts', 'export const later = (f: () => void) => globalThis.setTimeout(f, 1)\n', global],
  ['shared/src/time/get.ts', "export const get = () => fetch('/')\n", global],
  ['shared/src/time/random-id.ts', 'export const id = () => crypto.randomUUID()\n', global],
  ['shared/src/time/stopwatch.ts', 'export const at = () => performance.now()\n', global],
  ['shared/src/time/page.ts', 'export const title = () => document.title\n', global],
  ['shared/src/time/pid.ts', 'export const pid = () => process.pid\n', global],
  ['shared/src/time/say.ts', "export const say = () => console.log('hi')\n", 'lint/suspicious/noConsole'],
  [
    'shared/src/time/file.ts',
    "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    'lint/correctness/noNodejsModules',
  ],
  ['shared/src/time/in-a-test.test.ts', 'export const at = () => Date.now()\n', named],
  [
    'shared/src/time/undeclared.ts',
    "import { Hono } from 'hono'\nexport const app = new Hono()\n",
    'lint/correctness/noUndeclaredDependencies',
  ],
  [
    'shared/src/time/extension.ts',
    "import { at } from './date-now'\nexport const then = at\n",
    'lint/correctness/useImportExtensions',
  ],
  ['shared/src/time/everything.ts', "export * from './date-now.ts'\n", 'lint/performance/noReExportAll'],
  [
    'shared/src/time/barrel.ts',
    "export { at } from './date-now.ts'\nexport { draw } from './math-random.ts'\n",
    'lint/performance/noBarrelFile',
  ],
  ['shared/src/time/any.ts', 'export const f = (x: any) => x\n', 'lint/suspicious/noExplicitAny'],
  ['shared/src/time/cast.ts', 'export const f = (x: unknown) => x as string\n', 'lint/nursery/noUnsafeTypeAssertion'],
  ['shared/src/time/bang.ts', 'export const f = (x?: string) => x!\n', 'lint/style/noNonNullAssertion'],
  ['shared/src/time/default.ts', 'export default 1\n', 'lint/style/noDefaultExport'],
  ['shared/src/time/enum.ts', 'export enum Day {\n  Mon,\n}\n', 'lint/style/noEnum'],
  [
    'shared/src/time/silent.ts',
    'export const f = (g: () => void) => {\n  try {\n    g()\n  } catch {}\n}\n',
    'lint/suspicious/noEmptyBlockStatements',
  ],
  ['shared/src/time/CamelCase.ts', 'export const f = 1\n', 'lint/style/useFilenamingConvention'],
  [
    'shared/src/time/skipped.test.ts',
    "import { test } from 'vitest'\ntest.skip('waits', () => {})\n",
    'lint/suspicious/noSkippedTests',
  ],
  [
    'shared/src/time/focused.test.ts',
    "import { test } from 'vitest'\ntest.only('waits', () => {})\n",
    'lint/suspicious/noFocusedTests',
  ],
  [
    'shared/src/time/floating.ts',
    'const save = async () => 1\nexport const f = () => {\n  save()\n}\n',
    'lint/nursery/noFloatingPromises',
  ],
  ['runtime/src/worker/date-now.ts', 'export const at = () => Date.now()\n', named],
  ['runtime/src/worker/new-date.ts', 'export const at = () => new Date()\n', clock],
  ['runtime/src/worker/math-random.ts', 'export const draw = () => Math.random()\n', named],
  ['runtime/src/worker/env.ts', 'export const port = () => process.env.PORT\n', 'lint/style/noProcessEnv'],
  ['runtime/src/worker/say.ts', "export const say = () => console.log('hi')\n", 'lint/suspicious/noConsole'],
  [
    'web/src/ui/file.ts',
    "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    'lint/correctness/noNodejsModules',
  ],
  [
    'web/src/ui/Clickable.tsx',
    'export const Clickable = () => <div onClick={() => {}}>go</div>\n',
    'lint/a11y/useKeyWithClickEvents',
  ],
  ['web/src/ui/Typeless.tsx', 'export const Typeless = () => <button>go</button>\n', 'lint/a11y/useButtonType'],
  [
    'web/src/ui/use-effect.tsx',
    "import { useEffect } from 'react'\nexport const useTitle = (title: string) => {\n  useEffect(() => {\n    document.title = title\n  }, [])\n}\n",
    'lint/correctness/useExhaustiveDependencies',
  ],
  [
    'web/src/ui/conditional.tsx',
    "import { useState } from 'react'\nexport const useMaybe = (yes: boolean) => {\n  if (yes) useState(1)\n}\n",
    'lint/correctness/useHookAtTopLevel',
  ],
]

/** [file, text, the rule that must stay quiet] */
const granted = [
  ['shared/src/time/convert.ts', 'export const at = (ms: number) => new Date(ms)\n', clock],
  ['runtime/src/adapters/system-clock.ts', 'export const now = () => Date.now()\n', named],
  ['runtime/src/config.ts', 'export const port = () => process.env.PORT\n', 'lint/style/noProcessEnv'],
  ['runtime/src/cli.ts', "console.log('hi')\n", 'lint/suspicious/noConsole'],
  ['runtime/src/queue/timer.ts', 'export const later = (f: () => void) => setTimeout(f, 1)\n', global],
  ['web/src/ui/PascalCase.tsx', 'export const other = 1\n', 'lint/style/useFilenamingConvention'],
  ['shared/src/time/constant.ts', "export const days = ['mon'] as const\n", 'lint/nursery/noUnsafeTypeAssertion'],
  ['web/vite.config.ts', 'export default {}\n', 'lint/style/noDefaultExport'],
]

describe('The lint configuration', () => {
  let folder
  let reports
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'couveuse-lint-'))
    for (const path of [
      'biome.json',
      '.gitignore',
      'package.json',
      'shared/package.json',
      'runtime/package.json',
      'web/package.json',
    ])
      cpSync(join(root, path), join(folder, path))
    cpSync(join(root, 'lint'), join(folder, 'lint'), { recursive: true })
    for (const [path, text] of [...refused, ...granted]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'shared', 'runtime', 'web']
    let printed
    try {
      printed = execFileSync(process.execPath, args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    } catch (error) {
      printed = error.stdout // exit code 1 is what a linter with findings has
    }
    reports = JSON.parse(printed).diagnostics.map((one) => ({
      path: one.location.path,
      rule: one.category,
      severity: one.severity,
    }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(refused)('%s is refused: %j by %s', (path, _text, rule) => {
    expect(reports.filter((one) => one.path === path)).toContainEqual({ path, rule, severity: 'error' })
  })
  test.each(granted)('%s is granted: %j', (path, _text, rule) => {
    expect(reports.filter((one) => one.path === path && one.rule === rule)).toEqual([])
  })
})
