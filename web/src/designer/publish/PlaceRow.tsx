import type { MigrationOffer, MigrationPlace, PlaceOutlook } from '@couveuse/shared/api/publications'
import { STEP_KINDS } from '@couveuse/shared/contract/words'
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Migration.module.css'
import { Outlook } from './Outlook.tsx'
import type { Fate } from './plan-draft.ts'

export interface PlaceRowProps {
  readonly place: MigrationPlace
  readonly steps: MigrationOffer['steps']
  /** number of the version to be */
  readonly next: number
  readonly fate: Fate
  readonly onFate: (fate: Fate) => void
  readonly outlook: PlaceOutlook | undefined
  readonly isStale: boolean
}

const TONES = { changed: 'warn', removed: 'bad', unchanged: 'neutral' } as const
const MOVE = 'move '

/** Those who wait at one step of one version: who they are, what is to become of them, what it would come to. */
export function PlaceRow({ place, steps, next, fate, onFate, outlook, isStale }: PlaceRowProps) {
  const { t } = useTranslation('designer')
  const stepName = useStepName()
  const { formatNumber } = useFormat()
  const { version, step, change, waiting, failed, goesOn } = place
  const kind = STEP_KINDS.find((one) => one === place.kind)
  const name = stepName(place.label, step, place.kind)
  const [same, others] = [
    steps.filter(({ id }) => id === step && goesOn),
    steps.filter(({ id }) => id !== step || !goesOn),
  ]
  return (
    <li className={classes.place}>
      {kind ? <StepIcon kind={kind} size={28} /> : <span />}
      <div className={classes.what}>
        <div className={classes.name}>
          {name}
          <Tag tone={TONES[change]}>{t(`migration.change.${change}`)}</Tag>
        </div>
        <div className={classes.who}>
          {[
            t('migration.inVersion', { version }),
            waiting > 0 && t('migration.waiting', { count: waiting, number: formatNumber(waiting) }),
            failed > 0 && t('migration.failed', { count: failed, number: formatNumber(failed) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div className={classes.fate}>
        <Select
          aria-label={t('migration.fateOf', { name, version })}
          size="sm"
          allowDeselect={false}
          searchable={steps.length > 8}
          comboboxProps={{ withinPortal: true }}
          data={[
            { value: 'stay', label: t('migration.stay', { version }) },
            {
              group: t('migration.moveGroup', { next }),
              items: [
                ...same.map(({ id }) => ({ value: MOVE + id, label: t('migration.goOn') })),
                ...others.map(({ id, label, kind: is }) => ({ value: MOVE + id, label: stepName(label, id, is) })),
              ],
            },
            { value: 'end', label: t('migration.end') },
          ]}
          value={fate.type === 'move' ? MOVE + fate.to : fate.type}
          onChange={(chosen) => onFate(fateOf(chosen ?? 'stay', t('migration.usualReason')))}
        />
        {fate.type === 'end' && (
          <TextInput
            aria-label={t('migration.reasonOf', { name, version })}
            placeholder={t('migration.reason')}
            size="sm"
            maxLength={100}
            value={fate.reason}
            error={fate.reason.trim() === '' ? t('migration.reasonNeeded') : undefined}
            onChange={(event) => onFate({ type: 'end', reason: event.currentTarget.value })}
          />
        )}
      </div>
      <Outlook outlook={outlook} isStale={isStale} />
    </li>
  )
}

function fateOf(chosen: string, reason: string): Fate {
  if (chosen.startsWith(MOVE)) return { type: 'move', to: chosen.slice(MOVE.length) }
  return chosen === 'end' ? { type: 'end', reason } : { type: 'stay' }
}

/** A step without a label is named by its kind, as on the canvas. */
function useStepName(): (label: string, id: string, kind: string) => string {
  const { t } = useTranslation('steps')
  return (label, id, kind) => {
    const known = STEP_KINDS.find((one) => one === kind)
    return label === id && known ? `${t(`kind.${known}.name`)} (${id})` : label
  }
}
