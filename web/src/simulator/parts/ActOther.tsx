import { RETURN_REASONS } from '@couveuse/shared/contract/words'
import { NumberInput, Radio, SegmentedControl, Select, Stack } from '@mantine/core'
import { oneOf } from '../../steps/one-of.ts'
import { type ActDraft, FLOW_KINDS, SALES_KINDS } from '../act-draft.ts'
import type { Replayed } from '../play.ts'
import { useTongue } from '../ReplayContext.ts'
import { reasonWords, stepLabel } from '../words.ts'

export interface ActOtherProps {
  readonly draft: ActDraft
  readonly onChange: (part: Partial<ActDraft>) => void
  readonly replayed: Replayed
}

/** What sales answers, a task that is done, or what the marketer does with the flow. */
export function ActOther({ draft, onChange, replayed }: ActOtherProps) {
  const tongue = useTongue()
  const { t } = tongue
  if (draft.kind === 'sales') {
    return (
      <>
        <SegmentedControl
          aria-label={t('act.sales')}
          value={draft.sales}
          onChange={(chosen) => onChange({ sales: oneOf(SALES_KINDS, chosen) ?? 'accept' })}
          data={SALES_KINDS.map((one) => ({ value: one, label: t(`act.salesKinds.${one}`) }))}
        />
        {draft.sales === 'return' && (
          <Select
            label={t('act.reason')}
            data={RETURN_REASONS.map((reason) => ({ value: reason, label: reasonWords(tongue, reason) }))}
            value={draft.reason}
            onChange={(reason) => onChange({ reason: reason ?? 'bad_timing' })}
            allowDeselect={false}
          />
        )}
        {draft.sales === 'won' && (
          <NumberInput
            label={t('act.amount')}
            value={draft.amount}
            onChange={(amount) => onChange({ amount: typeof amount === 'number' ? amount : '' })}
            min={0}
            thousandSeparator=" "
            hideControls
          />
        )}
      </>
    )
  }
  if (draft.kind === 'task') {
    const open = replayed.tasks.filter(({ doneAt, flow }) => doneAt === undefined && flow === tongue.scene.flow.key)
    const steps = [...new Set(open.map(({ step }) => step))]
    return (
      <Select
        label={t('act.task')}
        placeholder={t('act.taskLatest')}
        data={steps.map((step) => ({ value: step, label: stepLabel(tongue, tongue.scene.flow.key, step) }))}
        value={draft.task || null}
        onChange={(task) => onChange({ task: task ?? '' })}
        clearable
      />
    )
  }
  return (
    <Radio.Group
      label={t('act.flow')}
      value={draft.flow}
      onChange={(chosen) => onChange({ flow: oneOf(FLOW_KINDS, chosen) ?? 'enroll' })}
    >
      <Stack gap={8} mt={6}>
        {FLOW_KINDS.map((one) => (
          <Radio key={one} value={one} label={t(`act.flowKinds.${one}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
