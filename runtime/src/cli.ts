import { parseArgs } from 'node:util'
import { RequestError, TransientError } from '@couveuse/shared/contract/problem'
import { systemClock } from './adapters/system-clock.ts'
import { type Printer, terminal } from './cli/printer.ts'

const USAGE = `couveuse - lead-nurturing flows from the command line

  couveuse check FLOW.json... [--workspace FILE] [--json]   find what is wrong with a flow; exit 1 on an error
  couveuse replay SCENARIO.json... [--flow FLOW.json] [--json]
                                                            replay a flow with a simulated contact; exit 1 if an expectation fails
  couveuse diff A.json B.json [--json]                      differences in logic between two flows; exit 1 if there are any
  couveuse schema                                           JSON Schema of the flow DSL
  couveuse import contacts.csv [--json]                     import contacts into the workspace
  couveuse serve [--role api|worker|all]                    run the product, or a part of it beside others
  couveuse backup DIR                                       back the workspace up while it runs
  couveuse restore FILE [--replace] [--paused] [--outbox ask|send]
                                                            put a backup in the place of the workspace
  couveuse migrate-store FROM TO [--json]                   move a workspace from file:PATH to postgres://… or back, compared row by row
  couveuse doctor [--json] [--repair]                       look at every invariant; exit 1 if one does not hold
  couveuse export-contact ID|E-MAIL [--out FILE]            all that is kept about one person, as JSON
  couveuse erase-contact ID|E-MAIL --yes                    erase a person and all that is kept about them

Bad input ends with one line that names file, path and code, and exit code 2; a database that is away with exit code 1.`

interface Command {
  readonly files: { readonly min: number; readonly max: number }
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>
  run(
    files: readonly string[],
    values: Readonly<Record<string, string | boolean | undefined>>,
    print: Printer,
  ): number | Promise<number>
}

const json = { json: { type: 'boolean' } } as const
const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Each command loads its own code, so that checking a flow does not wait for a database driver. */
const commands: Readonly<Record<string, Command>> = {
  check: {
    files: { min: 1, max: Number.POSITIVE_INFINITY },
    options: { ...json, workspace: { type: 'string' } },
    run: async (files, values, print) => {
      const { check } = await import('./cli/check.ts')
      const workspace = text(values.workspace)
      return check(files, { json: values.json === true, ...(workspace === undefined ? {} : { workspace }) }, print)
    },
  },
  replay: {
    files: { min: 1, max: Number.POSITIVE_INFINITY },
    options: { ...json, flow: { type: 'string' } },
    run: async (files, values, print) => {
      const { replay } = await import('./cli/replay.ts')
      const flow = text(values.flow)
      return replay(files, { json: values.json === true, ...(flow === undefined ? {} : { flow }) }, print)
    },
  },
  diff: {
    files: { min: 2, max: 2 },
    options: json,
    run: async (files, values, print) =>
      (await import('./cli/diff.ts')).diff(files, { json: values.json === true }, print),
  },
  schema: {
    files: { min: 0, max: 0 },
    options: {},
    run: async (_files, _values, print) => {
      const { flowJsonSchema } = await import('@couveuse/shared/flow/json-schema')
      print.json(flowJsonSchema())
      return 0
    },
  },
  import: {
    files: { min: 1, max: 1 },
    options: json,
    run: async ([file = ''], values, print) =>
      (await import('./cli/import-contacts.ts')).importContacts(
        file,
        { json: values.json === true },
        print,
        systemClock().now,
      ),
  },
  serve: {
    files: { min: 0, max: 0 },
    options: { role: { type: 'string' } },
    run: async (_files, values) => (await import('./serve.ts')).serve(text(values.role)),
  },
  'migrate-store': {
    files: { min: 2, max: 2 },
    options: json,
    run: async ([from = '', to = ''], values, print) =>
      (await import('./cli/migrate-store.ts')).migrateStore(
        from,
        to,
        { json: values.json === true },
        print,
        systemClock().now,
      ),
  },
  backup: {
    files: { min: 1, max: 1 },
    options: {},
    run: async ([folder = ''], _values, print) =>
      (await import('./cli/backup.ts')).backup(folder, print, systemClock().now),
  },
  restore: {
    files: { min: 1, max: 1 },
    options: { replace: { type: 'boolean' }, paused: { type: 'boolean' }, outbox: { type: 'string' } },
    run: async ([file = ''], values, print) =>
      (await import('./cli/restore.ts')).restore(
        file,
        { replaces: values.replace === true, pauses: values.paused === true, outbox: text(values.outbox) ?? 'ask' },
        print,
        systemClock().now,
      ),
  },
  doctor: {
    files: { min: 0, max: 0 },
    options: { ...json, repair: { type: 'boolean' } },
    run: async (_files, values, print) =>
      (await import('./cli/doctor.ts')).doctor(
        { json: values.json === true, repairs: values.repair === true },
        print,
        systemClock().now,
      ),
  },
  'export-contact': {
    files: { min: 1, max: 1 },
    options: { out: { type: 'string' } },
    run: async ([name = ''], values, print) => {
      const out = text(values.out)
      const { exportContact } = await import('./cli/contact-data.ts')
      return exportContact(name, out === undefined ? {} : { out }, print, systemClock().now)
    },
  },
  'erase-contact': {
    files: { min: 1, max: 1 },
    options: { yes: { type: 'boolean' } },
    run: async ([name = ''], values, print) => {
      const { eraseContact } = await import('./cli/contact-data.ts')
      return eraseContact(name, { isSure: values.yes === true }, print, systemClock().now)
    },
  },
}

async function main([name, ...args]: readonly string[], print: Printer): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    print.line(USAGE)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw new RequestError('unknown_command', `there is no command "${name}": try ${Object.keys(commands).join(', ')}`)
  const { values, positionals } = readArguments(name, command, args)
  if (positionals.length < command.files.min || positionals.length > command.files.max) {
    throw new RequestError(
      'wrong_arguments',
      `couveuse ${name} takes ${wanted(command)}, and was given ${positionals.length}`,
    )
  }
  return command.run(positionals, values, print)
}

function readArguments(name: string, command: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: command.options, allowPositionals: true })
  } catch (error) {
    throw new RequestError(
      'wrong_arguments',
      `couveuse ${name}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function wanted({ files: { min, max } }: Command): string {
  if (min === max) return min === 0 ? 'no file' : `${min} file${min === 1 ? '' : 's'}`
  return `at least ${min} file${min === 1 ? '' : 's'}`
}

try {
  process.exitCode = await main(process.argv.slice(2), terminal)
} catch (error) {
  if (error instanceof TransientError) {
    terminal.error(error.message)
    process.exitCode = 1
  } else if (error instanceof RequestError) {
    terminal.error(`${error.message} [${error.code}]`)
    process.exitCode = 2
  } else throw error
}
