import type { Step } from '@couveuse/shared/flow/schema'
import { Textarea, TextInput } from '@mantine/core'
import { Component, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblemsProvider } from '../../steps/form-problems.ts'
import { FormField } from '../../steps/parts/FormField.tsx'
import { FormSection } from '../../steps/parts/FormSection.tsx'
import { viewOf } from '../../steps/registry.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { changedKeys } from './changed-keys.ts'
import { Frozen } from './Frozen.tsx'
import { LooseProblems } from './LooseProblems.tsx'
import { OutletsSection } from './OutletsSection.tsx'
import classes from './StepPanel.module.css'

/** Everything about one step: its name, its own form, where its outlets lead, a note for colleagues. */
export function StepPanel({ id }: { id: string }) {
  const step = useDesigner((state) => shownFlow(state).steps[id])
  const problems = useDesigner((state) => state.problems)
  const own = useMemo(() => problems.filter((problem) => problem.step === id), [problems, id])
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  if (!step) return null
  const { Inspector } = viewOf(step.kind)
  const change = (next: Step): void =>
    store.getState().edit({ type: 'set_step', id, step: next }, `step ${id} ${changedKeys(step, next).join()}`)

  return (
    <FormProblemsProvider value={own}>
      <Frozen isFrozen={isReadOnly}>
        <div className={classes.head}>
          <StepIcon kind={step.kind} size={36} />
          <div className={classes.words}>
            <span className={classes.kind}>{tSteps(`kind.${step.kind}.name`)}</span>
            <span className={classes.hint}>{tSteps(`kind.${step.kind}.hint`)}</span>
          </div>
        </div>
        <FormField field="label">
          {(error) => (
            <TextInput
              label={t('step.label')}
              placeholder={tSteps(`kind.${step.kind}.name`)}
              error={error}
              value={step.label ?? ''}
              onChange={(event) =>
                store.getState().edit({ type: 'set_label', id, label: event.currentTarget.value }, `label ${id}`)
              }
            />
          )}
        </FormField>
        <LooseProblems problems={own} />
        <FormBoundary key={step.kind}>
          <Inspector step={step} onChange={change} />
        </FormBoundary>
        <OutletsSection id={id} step={step} />
        <FormSection title={t('step.more')} isFoldable isOpenAtFirst={Boolean(step.note)}>
          <Textarea
            label={t('step.note')}
            description={t('step.noteHint')}
            autosize
            minRows={2}
            value={step.note ?? ''}
            onChange={(event) =>
              store.getState().edit({ type: 'set_note', id, note: event.currentTarget.value }, `note ${id}`)
            }
          />
          <TextInput label={t('step.id')} description={t('step.idHint')} value={id} readOnly />
        </FormSection>
      </Frozen>
    </FormProblemsProvider>
  )
}

/** A form that breaks takes neither the canvas nor the draft with it. */
class FormBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <ErrorState error={this.state.error} titleOrder={3} />
  }
}
