// The house as a table: every room, where it stands, and which rooms it may know (ARCHITECTURE.md, "Who may know whom").
// A folder that is in no room is an error: a new room is a decision, made here and described in ARCHITECTURE.md.

/**
 * @typedef {object} Room
 * @property {string} name    as other rooms and messages call it
 * @property {string | string[]} at path prefixes; the longest that fits wins
 * @property {string[]} knows rooms it may import from, besides itself; `shared/*` stands for every shared room
 * @property {true} [strangers] its folders are rooms of their own that may not import one another (`kinds/email`, `kinds/wait`)
 */

const ground = ['shared/contract', 'shared/time', 'shared/contact', 'shared/shapes']
const conditions = [...ground, 'shared/message', 'shared/conditions']
const registry = [...conditions, 'shared/scoring', 'shared/kinds', 'shared/kind', 'shared/registry']
const flow = [...registry, 'shared/flow']
const engine = [...flow, 'shared/engine']

/** @type {Room[]} */
export const ROOMS = [
  // shared: from the ground up
  { name: 'shared/contract', at: 'shared/src/contract/', knows: ground },
  { name: 'shared/time', at: 'shared/src/time/', knows: ground },
  { name: 'shared/contact', at: 'shared/src/contact/', knows: ground },
  {
    name: 'shared/shapes', // plain data that the contract speaks of; their behaviour lives one floor up, in the same folders
    at: ['shared/src/conditions/schema.ts', 'shared/src/conditions/because.ts', 'shared/src/message/schema.ts'],
    knows: ground,
  },
  { name: 'shared/message', at: 'shared/src/message/', knows: ground },
  { name: 'shared/conditions', at: 'shared/src/conditions/', knows: conditions },
  { name: 'shared/scoring', at: 'shared/src/scoring/', knows: conditions },
  { name: 'shared/kinds', at: 'shared/src/kinds/', knows: conditions }, // loose files: parts that several kinds share
  { name: 'shared/kind', at: 'shared/src/kinds/*/', knows: [...conditions, 'shared/kinds'], strangers: true },
  {
    name: 'shared/registry',
    at: 'shared/src/kinds/registry.ts',
    knows: [...conditions, 'shared/kinds', 'shared/kind'],
  },
  { name: 'shared/flow', at: 'shared/src/flow/', knows: registry },
  { name: 'shared/engine', at: 'shared/src/engine/', knows: flow },
  { name: 'shared/simulate', at: 'shared/src/simulate/', knows: engine },
  { name: 'shared/report', at: 'shared/src/report/', knows: engine },
  { name: 'shared/api', at: 'shared/src/api/', knows: [...engine, 'shared/report'] },
  { name: 'shared/testing', at: 'shared/src/testing/', knows: ['shared/*'] },

  // runtime: the outside world around the engine
  { name: 'runtime/errors', at: 'runtime/src/errors.ts', knows: ['shared/*'] },
  {
    name: 'runtime/config',
    at: ['runtime/src/config.ts', 'runtime/src/config.test.ts'],
    knows: ['shared/*', 'runtime/errors'],
  },
  { name: 'runtime/ports', at: 'runtime/src/ports/', knows: ['shared/*', 'runtime/errors'] },
  { name: 'runtime/store', at: 'runtime/src/store/', knows: ['shared/*', 'runtime/errors', 'runtime/ports'] },
  { name: 'runtime/queue', at: 'runtime/src/queue/', knows: ['shared/*', 'runtime/errors', 'runtime/ports'] },
  { name: 'runtime/adapters', at: 'runtime/src/adapters/', knows: ['shared/*', 'runtime/errors', 'runtime/ports'] },
  {
    name: 'runtime/contacts-import',
    at: 'runtime/src/contacts-import/',
    knows: ['shared/*', 'runtime/errors', 'runtime/ports', 'runtime/store'],
  },
  {
    name: 'runtime/effects',
    at: 'runtime/src/effects/',
    knows: ['shared/*', 'runtime/errors', 'runtime/ports', 'runtime/store'],
  },
  {
    name: 'runtime/operations', // how the runtime is doing: invariants, metrics, alerts, retention
    at: 'runtime/src/operations/',
    knows: ['shared/*', 'runtime/errors', 'runtime/ports', 'runtime/store', 'runtime/queue'],
  },
  {
    name: 'runtime/worker',
    at: 'runtime/src/worker/',
    knows: ['shared/*', 'runtime/errors', 'runtime/ports', 'runtime/store', 'runtime/queue', 'runtime/effects'],
  },
  {
    name: 'runtime/public',
    at: 'runtime/src/public/',
    knows: ['shared/*', 'runtime/errors', 'runtime/ports', 'runtime/store', 'runtime/queue', 'runtime/worker'],
  },
  {
    name: 'runtime/http',
    at: 'runtime/src/http/',
    knows: [
      'shared/*',
      'runtime/errors',
      'runtime/ports',
      'runtime/store',
      'runtime/queue',
      'runtime/worker',
      'runtime/public',
      'runtime/contacts-import',
      'runtime/operations',
    ],
  },
  {
    name: 'runtime/demo', // the demo workspace: its data, and how it comes into an empty store
    at: 'runtime/src/demo/',
    knows: [
      'shared/*',
      'runtime/errors',
      'runtime/ports',
      'runtime/store',
      'runtime/queue',
      'runtime/worker',
      'runtime/adapters', // its sixty days pass on a clock that is moved by hand
    ],
  },
  {
    name: 'runtime/main', // the composition root and what it is started by
    at: [
      'runtime/src/main.ts',
      'runtime/src/cli.ts',
      'runtime/src/runtime.ts',
      'runtime/src/serve.ts',
      'runtime/src/runtime.test.ts',
    ],
    knows: ['shared/*', 'runtime/*'],
  },
  {
    name: 'runtime/cli',
    at: 'runtime/src/cli/',
    knows: [
      'shared/*',
      'runtime/errors',
      'runtime/config',
      'runtime/contacts-import',
      'runtime/operations',
      'runtime/store',
      'runtime/main',
    ],
  },
  { name: 'runtime/testing', at: 'runtime/src/testing/', knows: ['shared/*', 'runtime/*'] },
  { name: 'runtime/crash', at: 'runtime/crash/', knows: ['shared/*', 'runtime/*'] },

  // web: pages around the same engine
  {
    name: 'web/ground', // language, colours, errors of the API: what even a button needs
    at: ['web/src/app/i18n/', 'web/src/app/theme/', 'web/src/app/api-error.ts'],
    knows: ['shared/*'],
  },
  { name: 'web/ui', at: 'web/src/ui/', knows: ['shared/*', 'web/ground'] },
  {
    name: 'web/app', // holds it all together: router, shell, the list of every room's texts
    at: ['web/src/app/', 'web/src/app/i18n/resources.ts', 'web/src/app/i18n/i18n.ts'],
    knows: ['shared/*', 'web/*'],
  },
  {
    name: 'web/step',
    at: 'web/src/steps/*/',
    knows: ['shared/*', 'web/ground', 'web/ui', 'web/app', 'web/steps'],
    strangers: true,
  },
  {
    name: 'web/steps', // parts that forms of several kinds share: beside the kinds, and in folders of their own
    at: [
      'web/src/steps/',
      ...['parts', 'condition', 'template', 'texts', 'testing'].map((part) => `web/src/steps/${part}/`),
    ],
    knows: ['shared/*', 'web/ground', 'web/ui', 'web/app', 'web/step'],
  },
  {
    name: 'web/designer',
    at: 'web/src/designer/',
    knows: ['shared/*', 'web/ground', 'web/ui', 'web/app', 'web/steps', 'web/step', 'web/simulator'],
  },
  {
    name: 'web/simulator',
    at: 'web/src/simulator/',
    knows: ['shared/*', 'web/ground', 'web/ui', 'web/app', 'web/steps', 'web/step'],
  },
  ...['flows', 'contacts', 'messages', 'sales', 'outbox', 'reports', 'operations', 'settings'].map((page) => ({
    name: `web/${page}`,
    at: `web/src/${page}/`,
    knows: ['shared/*', 'web/ground', 'web/ui', 'web/app', 'web/steps'],
  })),
  { name: 'web/main', at: 'web/src/', knows: ['shared/*', 'web/*'] },

  // around the house
  { name: 'e2e', at: 'e2e/', knows: ['shared/*', 'runtime/*'] },
  { name: 'bench', at: 'bench/', knows: ['shared/*', 'runtime/*'] },
]

/** Packages that only some folders may import. What is not listed here is free for every package that declares it. */
export const PACKAGES = {
  kysely: ['runtime/src/store/'],
  'better-sqlite3': ['runtime/src/store/', 'bench/'],
  pg: ['runtime/src/store/', 'runtime/src/queue/'],
  '@electric-sql/pglite': ['runtime/src/store/', 'runtime/src/queue/'],
  bullmq: ['runtime/src/queue/', 'bench/'],
  ioredis: ['runtime/src/queue/', 'bench/'],
  nodemailer: ['runtime/src/adapters/'],
  pino: ['runtime/src/adapters/'],
  react: ['web/'],
  'react-dom': ['web/'],
}

/** What shared/ may import from npm: pure libraries only. Tests and shared/src/testing may use the test libraries too. */
export const PURE_PACKAGES = [
  'zod',
  'liquidjs',
  'croner',
  'html-to-text',
  'htmlparser2',
  'rrule-temporal',
  'temporal-polyfill',
]
export const TEST_PACKAGES = ['vitest', 'fast-check']

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'lib']

/** Lines of a source file that is no test: past `think` a warning, past `most` an error. */
export const LINES = { think: 250, most: 400 }
