import type { Problem } from '@couveuse/shared/contract/problem'
import type { Language } from '@couveuse/shared/contract/words'
import { useCallback } from 'react'
import { frenchTypography } from '../app/i18n/french-typography.ts'
import { useLanguage } from '../app/i18n/useLanguage.ts'
import { frenchProblems } from './french-problems.ts'

export interface ProblemWords {
  readonly text: string
  /** the way out, in a sentence */
  readonly fix: string | undefined
}

/** Says what `check` found as a sentence, in the language on screen. */
export function useProblemWords(): (problem: Problem) => ProblemWords {
  const { language } = useLanguage()
  return useCallback((problem) => problemInWords(problem, language), [language])
}

export function problemInWords(problem: Problem, language: Language): ProblemWords {
  const [text, fix] = (language === 'fr' ? frenchProblems[problem.code] : undefined) ?? [problem.message, problem.fix]
  return { text: asSentence(fill(text, problem)), fix: fix === undefined ? undefined : asSentence(fill(fix, problem)) }

  function fill(words: string, { message, field = '' }: Problem): string {
    if (language !== 'fr') return words
    const quoted = /"([^"]*)"/.exec(message)?.[1] ?? ''
    const outlet = field.startsWith('next.') ? field.slice('next.'.length) : quoted
    return frenchTypography(words.replaceAll('$1', quoted).replaceAll('$o', outlet))
  }
}

/** A capital at the beginning and a full stop at the end. */
function asSentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…:]$/.test(begun) ? begun : `${begun}.`
}
