import type { Problem } from '@couveuse/shared/contract/problem'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useProblemWords } from '../../steps/useProblemWords.ts'

/** What `check` says about the step as a whole, and about connections it should not have: no field shows these. */
export function LooseProblems({ problems }: { problems: readonly Problem[] }) {
  const words = useProblemWords()
  const loose = problems.filter(
    ({ field, code, level }) =>
      level !== 'info' && (field === undefined || code === 'unknown_outlet' || code === 'next_not_allowed'),
  )
  return loose.map((problem) => {
    const { text, fix } = words(problem)
    return (
      <Alert
        key={`${problem.code} ${problem.message}`}
        color={problem.level === 'error' ? 'red' : 'yellow'}
        icon={<IconAlertTriangle size={18} aria-hidden />}
        title={text}
      >
        {fix}
      </Alert>
    )
  })
}
