import { diffFlows } from '@couveuse/shared/flow/diff'
import { requireFlow } from '@couveuse/shared/simulate/replay'
import type { Printer } from './printer.ts'
import { readJsonObject } from './read-json.ts'

/** `couveuse diff A.json B.json`: differences in logic, never in layout; exit 1 where there is any, as diff does. */
export function diff(files: readonly string[], options: { readonly json: boolean }, print: Printer): number {
  const [before = '', after = ''] = files
  const differences = diffFlows(requireFlow(readJsonObject(before), before), requireFlow(readJsonObject(after), after))
  if (options.json) print.json(differences)
  else if (differences.length === 0) print.line('no difference in logic')
  else for (const difference of differences) print.line(difference.message)
  return differences.length === 0 ? 0 : 1
}
