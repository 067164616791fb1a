import { type Problem, RequestError } from '@couveuse/shared/contract/problem'
import { workspaceProblems } from '@couveuse/shared/flow/check/workspace'
import { checkFlowJson } from '@couveuse/shared/flow/check-json'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { z } from 'zod'
import type { Printer } from './printer.ts'
import { readJsonObject, toError } from './read-json.ts'

interface Workspace {
  readonly settings: WorkspaceSettings
  readonly flows: readonly Flow[]
}

/** `couveuse check FLOW.json…`: 0 clean, 1 a problem is an error, 2 a file cannot be read (fine print 33, 168, 174, 175). */
export function check(
  files: readonly string[],
  options: { readonly workspace?: string; readonly json: boolean },
  print: Printer,
): number {
  const workspace = options.workspace === undefined ? undefined : readWorkspace(options.workspace)
  const around = workspace ? workspaceProblems(workspace.settings) : []
  let exit = 0
  const results = files.map((file) => {
    try {
      const problems = [...checkFlowJson(readJsonObject(file), workspace), ...around]
      if (problems.some(({ level }) => level === 'error')) exit = Math.max(exit, 1)
      return { file, problems }
    } catch (error) {
      exit = 2
      return { file, error: toError(error) }
    }
  })
  if (options.json) {
    const [only] = results
    if (files.length > 1) print.json(results)
    else if (only && 'problems' in only) print.json(only.problems)
    else print.json(only)
  } else {
    for (const result of results) printResult(result, print)
  }
  for (const result of results) if ('error' in result) print.error(`${result.error.message} [${result.error.code}]`)
  return exit
}

/** The `workspace` object of a scenario (fine print 174). */
function readWorkspace(file: string): Workspace {
  const { flows: rawFlows = [], ...rest } = readJsonObject(file)
  const settings = workspaceSettingsSchema.safeParse(rest)
  if (!settings.success) {
    const [issue] = settings.error.issues
    const stray = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const path = [...(issue?.path ?? []), ...stray].join('.')
    throw new RequestError('bad_workspace', `${file}: ${path}: ${issue?.message ?? 'is not a workspace'}`, { path })
  }
  const flows = z.array(z.unknown()).safeParse(rawFlows)
  if (!flows.success)
    throw new RequestError('bad_workspace', `${file}: flows: must be an array of flows`, { path: 'flows' })
  const read = flows.data.map((json, index) => {
    const one = readFlow(json)
    if (one.ok) return one.flow
    throw new RequestError(
      'bad_workspace',
      `${file}: flows[${index}]: ${one.problems[0]?.message ?? 'is not a flow'}`,
      { path: `flows[${index}]` },
    )
  })
  return { settings: settings.data, flows: read }
}

function printResult(result: { readonly file: string; readonly problems?: readonly Problem[] }, print: Printer): void {
  if (!result.problems) return
  if (result.problems.length === 0) return print.line(`${result.file}: no problems`)
  for (const problem of result.problems) {
    const place = [problem.step, problem.field].filter((part) => part !== undefined && part !== '').join('.')
    print.line(
      `${result.file}: ${problem.level}: ${place === '' ? '' : `${place}: `}${problem.message} [${problem.code}]`,
    )
    if (problem.fix) print.line(`    ${problem.fix}`)
  }
}
