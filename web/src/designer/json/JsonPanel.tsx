import type { Problem } from '@couveuse/shared/contract/problem'
import { readFlowText } from '@couveuse/shared/flow/schema'
import { writeFlow } from '@couveuse/shared/flow/write-flow'
import { Button } from '@mantine/core'
import { IconCheck, IconRestore } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { isStepNode } from '../canvas/node-ids.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { JsonEditor, type JsonEditorHandle } from './JsonEditor.tsx'
import classes from './JsonPanel.module.css'
import { offsetOf } from './json-offset.ts'

/** The flow as DSL JSON: it follows the drawing, and the drawing follows it once it is applied. */
export function JsonPanel() {
  const { t } = useTranslation('designer')
  const flow = useDesigner(shownFlow)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const selected = useDesigner(({ selection }) => [...selection].find(isStepNode))
  const store = useDesignerStore()
  const written = useMemo(() => `${JSON.stringify(writeFlow(flow), null, 2)}\n`, [flow])
  const [draft, setDraft] = useState<string>()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const editor = useRef<JsonEditorHandle>(null)
  const text = draft ?? written
  const isChanged = draft !== undefined && draft !== written

  const apply = (): void => {
    const read = readFlowText(text)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    if (read.flow.key !== flow.key) {
      const message = `this is flow "${flow.key}", the text says "${read.flow.key}"`
      setProblems([
        { code: 'flow_key_fixed', level: 'error', field: 'key', message, fix: t('json.keyFixed', { key: flow.key }) },
      ])
      return
    }
    store.endGroup()
    store.getState().edit({ type: 'replace', flow: read.flow })
    store.getState().setView({ announcement: t('say.jsonApplied') })
    setDraft(undefined)
    setProblems([])
  }
  const discard = (): void => {
    setDraft(undefined)
    setProblems([])
  }
  const show = ({ step, field }: Problem): void => {
    const path = [...(step === undefined ? [] : ['steps', step]), ...pathOf(field ?? '')]
    editor.current?.goTo(offsetOf(text, path))
  }

  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        <span className={classes.state}>
          {t(isReadOnly ? 'json.readOnly' : isChanged ? 'json.changed' : 'json.follows')}
        </span>
        <CopyButton value={text} look="button" label={t('json.copy')} />
        {isChanged && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRestore size={15} aria-hidden />}
              onClick={discard}
            >
              {t('json.discard')}
            </Button>
            <Button size="compact-sm" leftSection={<IconCheck size={15} aria-hidden />} onClick={apply}>
              {t('json.apply')}
            </Button>
          </>
        )}
      </div>
      {problems.length > 0 && (
        <ul className={classes.problems} aria-label={t('json.problems')}>
          {problems.map((problem) => (
            <li key={`${problem.step} ${problem.field} ${problem.message}`}>
              <button type="button" className={classes.problem} onClick={() => show(problem)}>
                <code>{[problem.step && `steps.${problem.step}`, problem.field].filter(Boolean).join('.') || '–'}</code>
                <span>
                  {problem.message}
                  {problem.fix && <em> {problem.fix}</em>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <JsonEditor
        ref={editor}
        label={t('json.name')}
        value={text}
        isReadOnly={isReadOnly}
        shown={draft === undefined && selected !== undefined ? offsetOf(text, ['steps', selected]) : undefined}
        onChange={setDraft}
        onApply={apply}
      />
    </div>
  )
}

/** `paths[0].when` as `paths`, `0`, `when`. */
function pathOf(field: string): string[] {
  return field.split(/[.[\]]+/).filter((part) => part !== '')
}
