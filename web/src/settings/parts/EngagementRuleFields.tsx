import type { EngagementRule } from '@couveuse/shared/scoring/schema'
import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEventNames } from '../../steps/editing.ts'
import { ConditionField } from '../../steps/parts/ConditionField.tsx'
import { DurationField } from '../../ui/DurationField.tsx'

export interface EngagementRuleFieldsProps {
  readonly rule: EngagementRule
  /** path inside the scoring model */
  readonly field: string
  readonly onChange: (part: Partial<EngagementRule>) => void
}

/** Points for one event: how many, at most how many, and for how long they count. */
export function EngagementRuleFields({ rule, field, onChange }: EngagementRuleFieldsProps) {
  const { t } = useTranslation('settings')
  const events = useEventNames()
  const { cap } = rule
  return (
    <>
      <TextInput
        label={t('scoring.id')}
        w={150}
        value={rule.id}
        onChange={(event) => onChange({ id: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('scoring.event')}
        w={190}
        data={[...events]}
        value={rule.event}
        onChange={(event) => onChange({ event })}
      />
      <NumberInput
        label={t('scoring.points')}
        w={100}
        value={rule.points}
        onChange={(points) => typeof points === 'number' && onChange({ points })}
      />
      <Select
        label={t('scoring.oncePer')}
        w={190}
        allowDeselect={false}
        data={[
          { value: '', label: t('scoring.everyTime') },
          { value: 'message', label: t('scoring.perMessage') },
          { value: 'contact', label: t('scoring.perContact') },
        ]}
        value={rule.oncePer ?? ''}
        onChange={(chosen) => onChange({ oncePer: chosen === 'message' || chosen === 'contact' ? chosen : undefined })}
      />
      <DurationField
        label={t('scoring.halfLife')}
        value={rule.halfLife ?? ''}
        onChange={(text) => onChange({ halfLife: text === '' ? undefined : text })}
      />
      <DurationField
        label={t('scoring.expires')}
        value={rule.expires ?? ''}
        onChange={(text) => onChange({ expires: text === '' ? undefined : text })}
      />
      <NumberInput
        label={t('scoring.cap')}
        w={130}
        min={1}
        value={cap?.points ?? ''}
        onChange={(points) =>
          onChange({ cap: typeof points === 'number' ? { points, per: cap?.per ?? 'P30D' } : undefined })
        }
      />
      {cap && (
        <DurationField
          label={t('scoring.capPer')}
          value={cap.per}
          onChange={(per) => onChange({ cap: { ...cap, per } })}
        />
      )}
      <div style={{ flexBasis: '100%' }}>
        <ConditionField
          label={t('scoring.where')}
          field={`${field}.where`}
          on="event"
          value={rule.where}
          absent={t('scoring.anyEvent')}
          onChange={(where) => onChange({ where })}
        />
      </div>
    </>
  )
}
