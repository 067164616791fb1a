import type { Problem } from '@couveuse/shared/contract/problem'
import { Chip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../steps/useProblemWords.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import classes from './ProblemsPanel.module.css'
import { showProblem } from './showProblem.ts'

const levels = ['error', 'warning', 'info'] as const
const icons = { error: IconExclamationCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** What stands between the flow and its publication, and what may not be meant; a click leads to the place. */
export function ProblemsPanel() {
  const { t } = useTranslation('designer')
  const problems = useDesigner((state) => state.problems)
  const [withNotes, setWithNotes] = useState(true)
  const notes = problems.filter(({ level }) => level === 'info').length
  const shown = withNotes ? problems : problems.filter(({ level }) => level !== 'info')
  if (problems.length === 0) {
    return (
      <EmptyState Icon={IconCircleCheck} title={t('problems.none')} size="small">
        {t('problems.noneText')}
      </EmptyState>
    )
  }
  return (
    <div className={classes.panel}>
      {notes > 0 && (
        <div className={classes.filter}>
          <Chip size="xs" checked={withNotes} onChange={setWithNotes}>
            {t('problems.notes', { count: notes })}
          </Chip>
        </div>
      )}
      {levels.map((level) => {
        const ofLevel = shown.filter((problem) => problem.level === level)
        if (ofLevel.length === 0) return null
        return (
          <ul key={level} className={classes.list} aria-label={t(`problems.${level}s`, { count: ofLevel.length })}>
            {ofLevel.map((problem) => (
              <li key={`${problem.code} ${problem.step} ${problem.field} ${problem.message}`}>
                <ProblemRow problem={problem} />
              </li>
            ))}
          </ul>
        )
      })}
    </div>
  )
}

export function ProblemRow({ problem, onShow }: { problem: Problem; onShow?: () => void }) {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const words = useProblemWords()
  const store = useDesignerStore()
  const step = useDesigner((state) => (problem.step === undefined ? undefined : shownFlow(state).steps[problem.step]))
  const { text, fix } = words(problem)
  const Icon = icons[problem.level]
  const place =
    problem.step === undefined
      ? t('problems.flow')
      : (step?.label ?? (step ? `${tSteps(`kind.${step.kind}.name`)} (${problem.step})` : problem.step))
  return (
    <UnstyledButton
      className={classes.row}
      data-level={problem.level}
      onClick={() => {
        onShow?.()
        showProblem(store, problem)
      }}
    >
      <Icon
        size={17}
        stroke={1.9}
        role="img"
        aria-label={tSteps(`problem.${problem.level}`)}
        className={classes.icon}
      />
      <span className={classes.place}>{place}</span>
      <span className={classes.text}>
        {text} {fix && <span className={classes.fix}>{fix}</span>}
      </span>
    </UnstyledButton>
  )
}
