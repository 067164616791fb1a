import type { Condition } from '@couveuse/shared/conditions/schema'
import { STAGES } from '@couveuse/shared/contract/words'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConditionField } from '../../steps/parts/ConditionField.tsx'
import { DurationField } from '../../ui/DurationField.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { EngagementRuleFields } from '../parts/EngagementRuleFields.tsx'
import { Rows } from '../parts/Rows.tsx'
import { SaveBar } from '../parts/SaveBar.tsx'
import { useDraft } from '../parts/useDraft.ts'
import { scoringQuery, usePutScoring } from '../queries.ts'

const SOMEBODY: Condition = { combinator: 'and', rules: [{ field: 'contact.title', operator: 'notNull' }] }

/** The scoring model: points for what people do and who they are, decay, temperature, stages (FLOW-DSL §9). */
export function ScoringSection() {
  const { t } = useTranslation('settings')
  const notify = useNotify()
  const stored = useQuery(scoringQuery)
  const put = usePutScoring()
  const draft = useDraft(stored.data?.scoring)
  if (stored.error && !stored.data) return <ErrorState error={stored.error} onRetry={() => void stored.refetch()} />
  const { value: model } = draft
  if (!model || !stored.data) return <LoadingState shape="text" />
  const { revision } = stored.data
  const change = (part: Partial<ScoringModel>): void => draft.set({ ...model, ...part })
  const save = (): void =>
    put.mutate(
      { revision, scoring: model },
      {
        onSuccess: () => {
          draft.discard()
          notify.done(t('save.done'))
        },
        onError: (error) => notify.failed(t('save.failed'), error),
      },
    )
  return (
    <>
      <Panel title={t('scoring.engagement.title')} description={t('scoring.engagement.text')}>
        <Rows
          items={model.engagement}
          onChange={(engagement) => change({ engagement: [...engagement] })}
          blank={() => ({ id: freeId('rule', model.engagement), event: 'page_viewed', points: 5 })}
          addLabel={t('scoring.engagement.add')}
          name={({ id }) => id}
        >
          {(rule, edit, index) => <EngagementRuleFields rule={rule} field={`engagement[${index}]`} onChange={edit} />}
        </Rows>
      </Panel>
      <Panel title={t('scoring.fit.title')} description={t('scoring.fit.text')}>
        <Rows
          items={model.fit}
          onChange={(fit) => change({ fit: [...fit] })}
          blank={() => ({ id: freeId('fit', model.fit), when: SOMEBODY, points: 10 })}
          addLabel={t('scoring.fit.add')}
          name={({ id }) => id}
        >
          {(rule, edit, index) => (
            <>
              <TextInput
                label={t('scoring.id')}
                value={rule.id}
                onChange={(event) => edit({ id: event.currentTarget.value })}
              />
              <NumberInput
                label={t('scoring.points')}
                w={110}
                value={rule.points}
                onChange={(points) => typeof points === 'number' && edit({ points })}
              />
              <div style={{ flexBasis: '100%' }}>
                <ConditionField
                  label={t('scoring.when')}
                  field={`fit[${index}].when`}
                  value={rule.when}
                  isRequired
                  onChange={(when) => when && edit({ when })}
                />
              </div>
            </>
          )}
        </Rows>
      </Panel>
      <Panel title={t('scoring.temperature.title')} description={t('scoring.temperature.text')}>
        <div style={{ display: 'flex', gap: '1rem' }}>
          <NumberInput
            label={t('scoring.temperature.warm')}
            w={140}
            value={model.temperature.warm}
            onChange={(warm) => typeof warm === 'number' && change({ temperature: { ...model.temperature, warm } })}
          />
          <NumberInput
            label={t('scoring.temperature.hot')}
            w={140}
            value={model.temperature.hot}
            onChange={(hot) => typeof hot === 'number' && change({ temperature: { ...model.temperature, hot } })}
          />
        </div>
      </Panel>
      <Inactivity model={model} onChange={change} />
      <Panel title={t('scoring.stages.title')} description={t('scoring.stages.text')}>
        <Rows
          items={Object.entries(model.stages).map(([stage, when]) => ({ stage, when }))}
          onChange={(rows) => change({ stages: Object.fromEntries(rows.map(({ stage, when }) => [stage, when])) })}
          blank={() => ({
            stage: STAGES.find((stage) => !Object.hasOwn(model.stages, stage)) ?? 'mql',
            when: SOMEBODY,
          })}
          addLabel={t('scoring.stages.add')}
          name={({ stage }) => stage}
        >
          {({ stage, when }, edit) => (
            <>
              <StageSelect value={stage} onChange={(chosen) => edit({ stage: chosen })} />
              <div style={{ flexBasis: '100%' }}>
                <ConditionField
                  label={t('scoring.when')}
                  field={`stages.${stage}`}
                  value={when}
                  isRequired
                  onChange={(next) => next && edit({ when: next })}
                />
              </div>
            </>
          )}
        </Rows>
      </Panel>
      <SaveBar isChanged={draft.isChanged} isSaving={put.isPending} onSave={save} onDiscard={draft.discard} />
    </>
  )
}

function StageSelect({ value, onChange }: { readonly value: string; readonly onChange: (stage: string) => void }) {
  const { t } = useTranslation('settings')
  const { t: ui } = useTranslation('ui')
  return (
    <Select
      label={t('scoring.stages.stage')}
      w={220}
      allowDeselect={false}
      data={STAGES.map((stage) => ({ value: stage, label: ui(`stage.${stage}`) }))}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}

function Inactivity({
  model,
  onChange,
}: {
  readonly model: ScoringModel
  readonly onChange: (part: Partial<ScoringModel>) => void
}) {
  const { t } = useTranslation('settings')
  const { inactivity } = model
  return (
    <Panel title={t('scoring.inactivity.title')} description={t('scoring.inactivity.text')}>
      <Switch
        label={t('scoring.inactivity.switch')}
        checked={inactivity !== undefined}
        mb={inactivity ? 'md' : 0}
        onChange={(event) =>
          onChange({
            inactivity: event.currentTarget.checked
              ? { after: 'P30D', every: 'P30D', points: -10, floor: 0 }
              : undefined,
          })
        }
      />
      {inactivity && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem', alignItems: 'flex-end' }}>
          <DurationField
            label={t('scoring.inactivity.after')}
            value={inactivity.after}
            onChange={(after) => onChange({ inactivity: { ...inactivity, after } })}
          />
          <DurationField
            label={t('scoring.inactivity.every')}
            value={inactivity.every}
            onChange={(every) => onChange({ inactivity: { ...inactivity, every } })}
          />
          <NumberInput
            label={t('scoring.points')}
            w={110}
            value={inactivity.points}
            onChange={(points) => typeof points === 'number' && onChange({ inactivity: { ...inactivity, points } })}
          />
          <NumberInput
            label={t('scoring.inactivity.floor')}
            w={140}
            value={inactivity.floor}
            onChange={(floor) => typeof floor === 'number' && onChange({ inactivity: { ...inactivity, floor } })}
          />
        </div>
      )}
    </Panel>
  )
}

function freeId(stem: string, rules: readonly { readonly id: string }[]): string {
  const taken = new Set(rules.map(({ id }) => id))
  let number = rules.length + 1
  while (taken.has(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}
