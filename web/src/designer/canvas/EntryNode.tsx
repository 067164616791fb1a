import { describeTrigger } from '@couveuse/shared/flow/describe'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { eventName } from '../../steps/condition/event-name.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { type CanvasNode, cardNameId } from './derive-nodes.ts'
import classes from './EntryNode.module.css'
import { ENTRY_NODE, START_OUTLET } from './node-ids.ts'

const SHOWN = 2

/** Where contacts come in: what brings them, in words. */
export const EntryNode = memo(function EntryNode({ selected }: NodeProps<CanvasNode>) {
  const entry = useDesigner((state) => shownFlow(state).entry)
  const hasStart = useDesigner((state) => Object.hasOwn(shownFlow(state).steps, shownFlow(state).start))
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const entered = useDesigner(({ live }) => live?.counts.entered)
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const { language } = useLanguage()
  const { formatNumber } = useFormat()
  const words = entry.map((trigger) =>
    describeTrigger(
      trigger.on === 'event' ? { ...trigger, event: eventName(trigger.event, tSteps) } : trigger,
      language,
    ),
  )
  return (
    <article className={classes.entry} data-family="entry" data-selected={selected || undefined}>
      <div className={classes.head}>
        <StepIcon kind="entry" size={28} />
        <span id={cardNameId(ENTRY_NODE)} className={classes.title}>
          {t('entry.title')}
        </span>
        {entered !== undefined && (
          <span className={classes.count} title={t('entry.enteredHint')}>
            {formatNumber(entered)}
          </span>
        )}
      </div>
      {words.length === 0 ? (
        <span className={classes.none}>{t('entry.none')}</span>
      ) : (
        <ul className={classes.list} title={words.join('\n')}>
          {words.slice(0, words.length > SHOWN ? SHOWN - 1 : SHOWN).map((one) => (
            <li key={one}>{one}</li>
          ))}
          {words.length > SHOWN && <li>{t('entry.more', { count: words.length - SHOWN + 1 })}</li>}
        </ul>
      )}
      <Handle
        type="source"
        id={START_OUTLET}
        position={Position.Bottom}
        className={classes.source ?? ''}
        isConnectable={!isReadOnly}
        data-drawn={hasStart || undefined}
        aria-hidden
        title={t('entry.drag')}
      />
    </article>
  )
})
