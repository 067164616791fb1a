import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFieldProblems } from '../form-problems.ts'
import { useProblemWords } from '../useProblemWords.ts'
import classes from './FormField.module.css'

export interface FormFieldProps {
  /** path inside the step or flow, as problems name it: `paths[0].when` */
  readonly field: string
  /** false where fields inside this one stand in the form by themselves */
  readonly deep?: boolean
  /** gets the first error of the field, for the input to show */
  readonly children: (error: string | undefined) => ReactNode
}

/** One field of a form with what `check` says about it. The problems panel finds it by its `data-field`. */
export function FormField({ field, deep = true, children }: FormFieldProps) {
  const problems = useFieldProblems(field, deep)
  const words = useProblemWords()
  const first = problems.find(({ level }) => level === 'error')
  const others = problems.filter((problem) => problem !== first)
  return (
    <div className={classes.field} data-field={field}>
      {children(first && sentence(words(first)))}
      {others.map((problem) => (
        <div
          key={`${problem.code} ${problem.field} ${problem.message}`}
          className={classes.note}
          data-level={problem.level}
        >
          {problem.level === 'info' ? (
            <IconInfoCircle size={15} stroke={1.8} aria-hidden />
          ) : (
            <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
          )}
          <span>{sentence(words(problem))}</span>
        </div>
      ))}
    </div>
  )
}

function sentence({ text, fix }: { readonly text: string; readonly fix: string | undefined }): string {
  return fix === undefined ? text : `${text} ${fix}`
}
