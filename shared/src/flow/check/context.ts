import type { Problem } from '../../contract/problem.ts'
import { closestWord } from '../../message/closest-word.ts'
import type { Flow } from '../schema.ts'
import type { WorkspaceSettings } from '../settings.ts'

/** What names are looked up in. Without it they are taken on trust (fine print 34); `flows` absent = flows on trust. */
export interface CheckWorkspace {
  readonly settings: WorkspaceSettings
  readonly flows?: readonly Flow[] | undefined
}

export interface CheckContext {
  readonly flow: Flow
  readonly workspace: CheckWorkspace | undefined
  /** ids of the steps, in order */
  readonly ids: readonly string[]
}

/** A problem of the flow itself, or of a step when its id is given. */
export function problem(
  level: Problem['level'],
  code: string,
  place: { readonly step?: string; readonly field?: string },
  message: string,
  fix?: string,
): Problem {
  return { code, level, ...place, message, ...(fix === undefined ? {} : { fix }) }
}

export function hasStep(flow: Flow, id: string): boolean {
  return Object.hasOwn(flow.steps, id)
}

/** The names a map of the workspace has, or undefined where nothing is known about them. */
export function namesOf(map: Readonly<Record<string, unknown>> | undefined): readonly string[] | undefined {
  return map === undefined ? undefined : Object.keys(map)
}

/** Among more names than this nobody looks for a typing error; a huge flow full of them must not take minutes. */
export const MOST_CANDIDATES = 200

/** "Did you mean …?", or what else to do. */
export function suggest(name: string, known: readonly string[], otherwise: string): string {
  const meant = known.length > MOST_CANDIDATES ? undefined : closestWord(name, known)
  return meant ? `Did you mean "${meant}"?` : otherwise
}
