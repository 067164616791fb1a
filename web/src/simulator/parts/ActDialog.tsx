import { addDuration, parseDuration } from '@couveuse/shared/time/duration'
import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { DateTimeField } from '../../ui/DateTimeField.tsx'
import { DurationField } from '../../ui/DurationField.tsx'
import { ACT_KINDS, type ActDraft, deedOf, emptyAct } from '../act-draft.ts'
import type { Replayed } from '../play.ts'
import { useScene } from '../ReplayContext.ts'
import type { Deed } from '../session.ts'
import { ActChange } from './ActChange.tsx'
import { ActEvent } from './ActEvent.tsx'
import { ActOther } from './ActOther.tsx'

const WHENS = ['now', 'after', 'at'] as const

export interface ActDialogProps {
  readonly replayed: Replayed
  /** `at` absent = now */
  readonly onAct: (deed: Deed, at?: number) => void
  readonly onClose: () => void
}

/** Spells out anything that may happen, now or at any time of the replay. */
export function ActDialog({ replayed, onAct, onClose }: ActDialogProps) {
  const { t } = useTranslation('simulator')
  const { t: ui } = useTranslation('ui')
  const { zone, startAt } = useScene()
  const { clockAt } = replayed
  const [draft, setDraft] = useState<ActDraft>(emptyAct)
  const [when, setWhen] = useState<(typeof WHENS)[number]>('now')
  const [after, setAfter] = useState('P1D')
  const [moment, setMoment] = useState(() => new Date(clockAt).toISOString())
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<ActDraft>): void => setDraft({ ...draft, ...part })

  const deed = deedOf(draft)
  const plannedAt = when === 'after' ? plus(clockAt, after, zone) : when === 'at' ? instantOf(moment) : undefined
  const isWhenMissing = when !== 'now' && plannedAt === undefined
  const isPast = when === 'at' && plannedAt !== undefined && plannedAt < clockAt

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!deed || isWhenMissing) return
    if (plannedAt === undefined) onAct(deed)
    else onAct(deed, Math.max(plannedAt, startAt))
  }

  return (
    <Modal opened onClose={onClose} title={t('act.title')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label={t('act.kind')}
            data={ACT_KINDS.map((kind) => ({ value: kind, label: t(`act.kinds.${kind}`) }))}
            value={draft.kind}
            onChange={(kind) => change({ kind: oneOf(ACT_KINDS, kind ?? '') ?? 'event' })}
            allowDeselect={false}
          />
          {draft.kind === 'event' && <ActEvent draft={draft} onChange={change} isTried={isTried} />}
          {draft.kind === 'change' && <ActChange draft={draft} onChange={change} isTried={isTried} />}
          {draft.kind !== 'event' && draft.kind !== 'change' && (
            <ActOther draft={draft} onChange={change} replayed={replayed} />
          )}
          <Stack gap={8}>
            <SegmentedControl
              aria-label={t('act.when')}
              value={when}
              onChange={(chosen) => setWhen(oneOf(WHENS, chosen) ?? 'now')}
              data={WHENS.map((one) => ({ value: one, label: t(`act.whens.${one}`) }))}
            />
            {when === 'after' && <DurationField label={t('act.after')} value={after} onChange={setAfter} required />}
            {when === 'at' && (
              <DateTimeField
                label={t('act.at')}
                value={moment}
                onChange={setMoment}
                zone={zone}
                error={isTried && isWhenMissing ? t('act.whenNeeded') : undefined}
              />
            )}
            {isPast && <Alert color="blue">{t('act.pastNote')}</Alert>}
          </Stack>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit">{t(when === 'now' ? 'act.doNow' : 'act.doLater')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** From the clock on by the contact's calendar, as waits count (FLOW-DSL §5). */
function plus(at: number, text: string, zone: string): number | undefined {
  const read = parseDuration(text)
  return read && read.sign > 0 ? addDuration(at, read, zone) : undefined
}

function instantOf(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isFinite(at) ? at : undefined
}
