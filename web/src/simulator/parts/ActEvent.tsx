import { Autocomplete, Checkbox, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { eventName } from '../../steps/condition/event-name.ts'
import { messageSteps } from '../../steps/parts/message-steps.ts'
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx'
import { type ActDraft, valueText } from '../act-draft.ts'
import { listenedEvents, otherEvents } from '../event-choices.ts'
import { useScene } from '../ReplayContext.ts'
import classes from './ActEvent.module.css'

export interface ActFieldsProps {
  readonly draft: ActDraft
  readonly onChange: (part: Partial<ActDraft>) => void
  /** the form was sent once: what is missing is said */
  readonly isTried: boolean
}

/** An event: which, about which message, with which properties. What the flow listens to comes first, properties filled in. */
export function ActEvent({ draft, onChange, isTried }: ActFieldsProps) {
  const { t } = useTranslation('simulator')
  const { t: steps } = useTranslation('steps')
  const { flow, workspace } = useScene()
  const listened = useMemo(() => listenedEvents(flow), [flow])
  const others = useMemo(() => otherEvents(flow, workspace), [flow, workspace])
  const senders = useMemo(() => messageSteps(flow), [flow])

  const choose = (event: string): void => {
    const known = listened.get(event)
    onChange({
      event,
      ...(known
        ? {
            properties: Object.fromEntries(
              Object.entries(known.properties).map(([name, value]) => [name, valueText(value)]),
            ),
            of: known.of ?? '',
          }
        : {}),
    })
  }

  return (
    <>
      <Autocomplete
        label={t('act.event')}
        placeholder={t('act.eventPlaceholder')}
        error={isTried && draft.event.trim() === '' ? t('act.eventNeeded') : undefined}
        spellCheck={false}
        maxDropdownHeight={280}
        value={draft.event}
        onChange={choose}
        data={[
          { group: t('act.listened'), items: [...listened.keys()] },
          { group: t('act.known'), items: [...others] },
        ].filter(({ items }) => items.length > 0)}
        renderOption={({ option }) => {
          const words = eventName(option.value, steps)
          return (
            <span>
              {words === option.value ? null : `${words} `}
              <code className={classes.code}>{option.value}</code>
            </span>
          )
        }}
        data-autofocus
      />
      {senders.length > 0 && (
        <Select
          label={t('act.of')}
          placeholder={t('act.ofNone')}
          data={senders.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.of || null}
          onChange={(of) => onChange({ of: of ?? '' })}
          clearable
        />
      )}
      <KeyValueEditor
        label={t('act.properties')}
        value={draft.properties}
        onChange={(properties) => onChange({ properties })}
      />
      <Checkbox
        label={t('act.machine')}
        checked={draft.isMachine}
        onChange={(event) => onChange({ isMachine: event.currentTarget.checked })}
      />
    </>
  )
}
