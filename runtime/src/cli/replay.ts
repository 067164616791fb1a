import { statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type ReplayResult, replay as replayScenario } from '@couveuse/shared/simulate/replay'
import type { Printer } from './printer.ts'
import { readJsonObject, toError } from './read-json.ts'

type Outcome =
  | ({ readonly file: string; readonly name: string } & ReplayResult)
  | { readonly file: string; readonly ok: false; readonly error: ReturnType<typeof toError> }

/** `couveuse replay SCENARIO.json…`: 0 all expectations hold, 1 one fails, 2 bad input, which wins (fine print 30, 31, 50). */
export function replay(
  files: readonly string[],
  options: { readonly flow?: string; readonly json: boolean },
  print: Printer,
): number {
  const flowJson = options.flow === undefined ? undefined : readJsonObject(options.flow)
  const outcomes = files.map((file) => replayFile(file, flowJson))
  if (options.json) print.json(files.length > 1 ? outcomes : outcomes[0])
  else for (const outcome of outcomes) printOutcome(outcome, print)
  for (const outcome of outcomes) if ('error' in outcome) print.error(placed(outcome.file, outcome.error))
  if (outcomes.some((outcome) => 'error' in outcome)) return 2
  return outcomes.every(({ ok }) => ok) ? 0 : 1
}

function replayFile(file: string, flowJson: unknown): Outcome {
  try {
    const scenario = readJsonObject(file)
    const name = typeof scenario.name === 'string' ? scenario.name : basename(file)
    return { file, name, ...replayScenario(scenario, flowJson ?? flowBeside(file, scenario)) }
  } catch (error) {
    return { file, ok: false, error: toError(error) }
  }
}

/** A scenario may name its flow by a path relative to its own file; a name that is no file is a key of `workspace.flows`. */
function flowBeside(file: string, scenario: Readonly<Record<string, unknown>>): unknown {
  if (typeof scenario.flow !== 'string') return undefined
  const path = resolve(dirname(file), scenario.flow)
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readJsonObject(path) : undefined
}

function printOutcome(outcome: Outcome, print: Printer): void {
  if ('error' in outcome) return
  print.line(`${outcome.ok ? 'ok  ' : 'FAIL'} ${outcome.file}: ${outcome.name}`)
  for (const visit of outcome.timeline)
    print.line(`       ${visit.at}  ${visit.step}${visit.outlet === null ? '' : ` -> ${visit.outlet}`}`)
  const end =
    outcome.status === null
      ? 'not enrolled'
      : `${outcome.status}${outcome.reason === null ? '' : ` (${outcome.reason})`}`
  print.line(`       ${end}, stage ${outcome.stage}, score ${outcome.score.total} (${outcome.score.temperature})`)
  for (const failure of outcome.failures) print.line(`     x expect[${failure.expect}] ${failure.message}`)
}

/** One line with file and code; messages about the file as such name it already. */
function placed(file: string, { code, message }: { readonly code: string; readonly message: string }): string {
  return message.startsWith(file) ? `${message} [${code}]` : `${file}: ${message} [${code}]`
}
