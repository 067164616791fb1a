import type { Trigger } from '@couveuse/shared/flow/triggers'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconHandClick } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { newTriggers } from '../inspector/flow/new-trigger.ts'
import { addStepTo } from '../store/add-step.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import classes from './EmptyCanvas.module.css'
import { ENTRY_NODE } from './node-ids.ts'

/** What most flows begin with; the rest is in the settings of the entry. */
const usual = ['event', 'segment', 'score', 'returned'] as const satisfies readonly Trigger['on'][]
const first = ['email', 'wait', 'branch', 'task'] as const

/** On an empty canvas: two questions that lead to the first step. */
export function EmptyCanvas() {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const entry = useDesigner(({ flow }) => flow.entry)
  const store = useDesignerStore()
  const { workspace } = useEditing()
  const hasEntry = entry.length > 0
  const choose = (on: Trigger['on']): void => {
    const { edit, select, setView } = store.getState()
    edit({ type: 'set_flow', settings: { entry: [newTriggers[on]()] } })
    select([ENTRY_NODE])
    setView({ isInspectorOpen: true })
  }
  return (
    <div className={classes.place}>
      <section className={classes.guide} aria-label={t('empty.name')}>
        <div className={classes.question} data-done={hasEntry || undefined}>
          <h2>
            {hasEntry ? <IconCheck size={17} stroke={2.4} aria-hidden /> : <span className={classes.number}>1</span>}
            {t('empty.what')}
          </h2>
          {!hasEntry && (
            <>
              <div className={classes.choices}>
                {usual.map((on) => (
                  <Button key={on} variant="default" onClick={() => choose(on)}>
                    {t(`empty.${on}`)}
                  </Button>
                ))}
              </div>
              <p>{t('empty.byHand')}</p>
            </>
          )}
        </div>
        <div className={classes.question}>
          <h2>
            <span className={classes.number}>2</span>
            {t('empty.first')}
          </h2>
          <div className={classes.choices}>
            {first.map((kind) => (
              <Button
                key={kind}
                variant="default"
                leftSection={<StepIcon kind={kind} size={22} />}
                onClick={() => addStepTo(store, workspace, { kind })}
              >
                {tSteps(`kind.${kind}.name`)}
              </Button>
            ))}
          </div>
          <p>
            <IconArrowLeft size={14} aria-hidden /> {t('empty.orDrag')}
          </p>
        </div>
        <p className={classes.tip}>
          <IconHandClick size={15} aria-hidden /> {t('empty.tip')}
        </p>
      </section>
    </div>
  )
}
