import type { Problem } from '@couveuse/shared/contract/problem'
import { createContext, useContext, useMemo } from 'react'

const FormProblems = createContext<readonly Problem[]>([])

/** Around a form: what `check` says about the thing it edits. */
export const FormProblemsProvider = FormProblems.Provider

/**
 * What `check` says about one field of the form around, or with `deep` (the usual) about anything inside it as well:
 * `window` answers for `window.days`.
 */
export function useFieldProblems(field: string, deep = true): readonly Problem[] {
  const problems = useContext(FormProblems)
  return useMemo(
    () => problems.filter((problem) => problem.field !== undefined && concerns(problem.field, field, deep)),
    [problems, field, deep],
  )
}

function concerns(place: string, field: string, deep: boolean): boolean {
  return place === field || (deep && (place.startsWith(`${field}.`) || place.startsWith(`${field}[`)))
}
