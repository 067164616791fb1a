import { describe, expect, test } from 'vitest'
import { checkHouse } from './house.mjs'
import { LINES, ROOMS } from './rooms.mjs'

const rulesOf = (sources) => checkHouse(new Map(Object.entries(sources))).map(({ rule, level }) => `${level} ${rule}`)
const importing = (path, specifier) => rulesOf({ [path]: `import type { X } from '${specifier}'\nexport type Y = X\n` })

/** Arrows that must not be drawn: from a file, the import that is refused. */
const forbidden = [
  ['shared/src/contract/environment.ts', '../conditions/evaluate.ts'],
  ['shared/src/contract/environment.ts', '../kinds/registry.ts'],
  ['shared/src/time/window.ts', '../conditions/evaluate.ts'],
  ['shared/src/contact/change.ts', '../flow/schema.ts'],
  ['shared/src/message/render.ts', '../conditions/evaluate.ts'],
  ['shared/src/conditions/evaluate.ts', '../kinds/email/definition.ts'],
  ['shared/src/conditions/evaluate.ts', '../scoring/apply.ts'],
  ['shared/src/scoring/apply.ts', '../engine/advance.ts'],
  ['shared/src/kinds/email/definition.ts', '../registry.ts'],
  ['shared/src/kinds/email/definition.ts', '../../flow/graph.ts'],
  ['shared/src/kinds/email/definition.ts', '../../engine/advance.ts'],
  ['shared/src/kinds/email/definition.ts', '../sms/definition.ts'],
  ['shared/src/kinds/registry.ts', '../flow/schema.ts'],
  ['shared/src/flow/check.ts', '../engine/advance.ts'],
  ['shared/src/flow/check.ts', '../simulate/replay.ts'],
  ['shared/src/engine/advance.ts', '../simulate/virtual-clock.ts'],
  ['shared/src/engine/advance.ts', '../api/flows.ts'],
  ['shared/src/engine/advance.ts', '../testing/builders.ts'],
  ['shared/src/api/flows.ts', '../simulate/replay.ts'],
  ['shared/src/flow/check.ts', '@couveuse/runtime/config'],
  ['shared/src/flow/check.ts', '../../../web/src/ui/theme.ts'],
  ['runtime/src/http/app.ts', '../../../web/src/app/router.ts'],
  ['runtime/src/http/routes/flows.ts', '../../adapters/mailer-smtp.ts'],
  ['runtime/src/worker/dispatch.ts', '../adapters/mailer-smtp.ts'],
  ['runtime/src/worker/dispatch.ts', '../http/app.ts'],
  ['runtime/src/worker/dispatch.ts', '../config.ts'],
  ['runtime/src/store/contacts.ts', '../queue/queues.ts'],
  ['runtime/src/queue/embedded.ts', '../store/database.ts'],
  ['runtime/src/effects/send-email.ts', '../queue/queues.ts'],
  ['runtime/src/ports/clock.ts', '../store/database.ts'],
  ['runtime/src/store/contacts.ts', '@couveuse/shared/testing/builders'],
  ['runtime/src/main.ts', './testing/servers.ts'],
  ['runtime/src/cli/check.ts', '../adapters/mailer-smtp.ts'],
  ['runtime/src/demo/import-demo.ts', '../http/app.ts'],
  ['runtime/src/contacts-import/read-csv.ts', '../queue/queues.ts'],
  ['web/src/contacts/ContactsPage.tsx', '@couveuse/runtime/http/app'],
  ['web/src/contacts/ContactsPage.tsx', '../../../runtime/src/http/app.ts'],
  ['web/src/contacts/ContactsPage.tsx', '../designer/DesignerPage.tsx'],
  ['web/src/steps/email/Card.tsx', '../sms/Card.tsx'],
  ['web/src/steps/email/Card.tsx', '../../designer/DesignerPage.tsx'],
  ['web/src/ui/Field.tsx', '../app/router.tsx'],
  ['web/src/app/i18n/language.ts', '../../ui/Field.tsx'],
  ['e2e/specs/draw.ts', '../../web/src/app/router.tsx'],
]

/** Arrows that must stay possible. */
const drawn = [
  ['shared/src/contract/environment.ts', '../conditions/schema.ts'],
  ['shared/src/conditions/evaluate.ts', '../time/duration.ts'],
  ['shared/src/kinds/email/definition.ts', '../../contract/step-kind.ts'],
  ['shared/src/kinds/email/definition.ts', '../../conditions/evaluate.ts'],
  ['shared/src/kinds/email/definition.test.ts', '../registry.ts'],
  ['shared/src/kinds/email/definition.test.ts', '../../testing/step-kind-suite.ts'],
  ['shared/src/kinds/registry.ts', './email/definition.ts'],
  ['shared/src/flow/check.ts', '../kinds/registry.ts'],
  ['shared/src/engine/advance.ts', '../flow/graph.ts'],
  ['shared/src/simulate/replay.ts', '../engine/advance.ts'],
  ['runtime/src/worker/run-batch.ts', '@couveuse/shared/engine/advance'],
  ['runtime/src/worker/run-batch.test.ts', '../adapters/clock-virtual.ts'],
  ['runtime/src/store/inbox.test.ts', '../testing/servers.ts'],
  ['runtime/src/main.ts', './adapters/mailer-smtp.ts'],
  ['web/src/steps/registry.ts', './email/index.ts'],
  ['web/src/ui/Field.tsx', '../app/i18n/language.ts'],
  ['web/src/app/i18n/resources.ts', '../../designer/i18n.ts'],
  ['web/src/designer/DesignerPage.tsx', '../steps/registry.ts'],
  ['web/src/simulator/ReplayPanel.tsx', '@couveuse/shared/simulate/replay'],
  ['e2e/fixtures.ts', '@couveuse/runtime/main'],
]

describe('Arrows between rooms', () => {
  test.each(forbidden)('%s may not import %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual(['error arrow'])
  })
  test.each(drawn)('%s may import %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual([])
  })
  test.each([
    ["import { x } from '../registry.ts'\nexport const y = x\n", 'an import'],
    ["import type { X } from '../registry.ts'\nexport type Y = X\n", 'an import of types'],
    ["export { x } from '../registry.ts'\n", 'a re-export'],
    ["export * from '../registry.ts'\n", 'an export of everything'],
    ["export const x = () => import('../registry.ts')\n", 'a lazy import'],
    ["export type X = import('../registry.ts').X\n", 'a type written as import()'],
    ["import '../registry.ts'\n", 'an import for its effect'],
  ])('an arrow is seen in %j, %s', (text) => {
    expect(rulesOf({ 'shared/src/kinds/email/definition.ts': text })).toEqual(['error arrow'])
  })
  test('a room knows only rooms that exist', () => {
    const names = new Set(ROOMS.map((room) => room.name))
    const unknown = ROOMS.flatMap((room) => room.knows).filter((name) => !name.endsWith('/*') && !names.has(name))
    expect(unknown).toEqual([])
  })
  test('a folder that is in no room is reported', () => {
    expect(rulesOf({ 'shared/src/gadgets/one.ts': '' })).toEqual(['error room'])
    expect(rulesOf({ 'web/src/gadgets/One.tsx': '' })).toEqual(['error room'])
    expect(rulesOf({ 'runtime/src/gadget.ts': '' })).toEqual(['error room'])
  })
})

describe('Packages stay in their rooms', () => {
  test.each([
    ['runtime/src/http/routes/flows.ts', 'kysely'],
    ['runtime/src/worker/run-batch.ts', 'better-sqlite3'],
    ['runtime/src/worker/run-batch.ts', 'pg'],
    ['runtime/src/worker/run-batch.ts', 'bullmq'],
    ['runtime/src/store/inbox.ts', 'bullmq'],
    ['runtime/src/main.ts', 'ioredis'],
    ['runtime/src/effects/send-email.ts', 'nodemailer'],
    ['runtime/src/http/app.ts', 'react'],
    ['shared/src/flow/check.ts', 'react'],
    ['shared/src/flow/check.ts', 'hono'],
    ['shared/src/flow/check.ts', 'vitest'],
  ])('%s may not import %s', (path, name) => {
    expect(importing(path, name)).toContain('error package')
  })
  test.each([
    ['runtime/src/store/inbox.ts', 'kysely'],
    ['runtime/src/queue/redis.ts', 'bullmq'],
    ['shared/src/flow/schema.ts', 'zod'],
    ['shared/src/flow/check.test.ts', 'vitest'],
    ['shared/src/testing/arbitraries.ts', 'fast-check'],
    ['bench/baseline.ts', 'bullmq'],
    ['web/src/designer/DesignerPage.tsx', 'react'],
  ])('%s may import %s', (path, name) => {
    expect(importing(path, name)).toEqual([])
  })
})

describe('Cycles', () => {
  const a = 'shared/src/time/a.ts'
  const b = 'shared/src/time/b.ts'
  const c = 'shared/src/time/c.ts'
  test('a cycle is reported once, with its whole way', () => {
    const found = checkHouse(
      new Map([
        [b, "import './c.ts'\n"],
        [c, "import './a.ts'\n"],
        [a, "import './b.ts'\n"],
      ]),
    )
    expect(found.map((one) => one.message)).toEqual([`import cycle: ${a} -> ${b} -> ${c} -> ${a}`])
  })
  test('a cycle of types alone is a cycle', () => {
    expect(rulesOf({ [a]: "import type { B } from './b.ts'\n", [b]: "import type { A } from './a.ts'\n" })).toEqual([
      'error cycle',
    ])
  })
  test('two ways to one file are no cycle', () => {
    expect(rulesOf({ [a]: "import './b.ts'\nimport './c.ts'\n", [b]: "import './c.ts'\n", [c]: '' })).toEqual([])
  })
  test('a lazy import does not close a cycle', () => {
    expect(rulesOf({ [a]: "export const later = () => import('./b.ts')\n", [b]: "import './a.ts'\n" })).toEqual([])
  })
})

describe('Files', () => {
  const path = 'shared/src/time/window.ts'
  test('a file grows quietly up to the line where one should think of splitting it', () => {
    expect(rulesOf({ [path]: '\n'.repeat(LINES.think) })).toEqual([])
    expect(rulesOf({ [path]: '\n'.repeat(LINES.think + 1) })).toEqual(['warning size'])
    expect(rulesOf({ [path]: '\n'.repeat(LINES.most) })).toEqual(['warning size'])
    expect(rulesOf({ [path]: '\n'.repeat(LINES.most + 1) })).toEqual(['error size'])
  })
  test('a test file may be long', () => {
    expect(rulesOf({ 'shared/src/time/window.test.ts': '\n'.repeat(LINES.most + 1) })).toEqual([])
  })
  test.each(['shared/src/time/utils.ts', 'web/src/designer/helpers/drag.ts', 'runtime/src/store/types.ts'])(
    '%s has an empty name',
    (empty) => {
      expect(rulesOf({ [empty]: '' })).toEqual(['error name'])
    },
  )
})
