import type { Migration } from '@couveuse/shared/api/flows'
import type { MigrationOffer } from '@couveuse/shared/api/publications'
import { Alert, Button, Group, SegmentedControl, Select, Skeleton, Stack } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Migration.module.css'
import { PlaceRow } from './PlaceRow.tsx'
import {
  everybodyMoves,
  type Fates,
  fateAt,
  fatesInNumbers,
  placeKey,
  planOf,
  quickAnswer,
  withFate,
} from './plan-draft.ts'
import { offerQuery, previewQuery } from './queries.ts'

export interface MigrationPanelProps {
  readonly flowKey: string
  /** an earlier version that is to be published again; absent = the draft */
  readonly version?: number
  /** the plan as it stands, and the revision of the draft it was made for; undefined while it is not complete */
  readonly onPlan: (plan: { readonly migration: Migration; readonly revision: number } | undefined) => void
}

const DAYS = [1, 7, 30] as const

/** What becomes of those on the way: per place one choice, and what it would really come to (FLOW-DSL §7). */
export function MigrationPanel({ flowKey, version, onPlan }: MigrationPanelProps) {
  const offer = useQuery(offerQuery(flowKey, version))
  if (offer.isError) {
    return <ErrorState error={offer.error} titleOrder={3} onRetry={() => void offer.refetch()} />
  }
  if (!offer.data) return <Skeleton height={96} radius="md" />
  return <Plan offer={offer.data} version={version} onPlan={onPlan} />
}

interface PlanProps {
  readonly offer: MigrationOffer
  readonly version: number | undefined
  readonly onPlan: MigrationPanelProps['onPlan']
}

function Plan({ offer, version, onPlan }: PlanProps) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const { formatNumber } = useFormat()
  const [fates, setFates] = useState<Fates>(new Map())
  const [days, setDays] = useState<number>(7)
  const [isOwn, setOwn] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const { key, next, revision, places, steps, isPaused } = offer
  const migration = planOf(offer, fates)
  const preview = useQuery({
    ...previewQuery({ key, version, migration: migration ?? {}, days }),
    enabled: migration !== undefined && places.length > 0,
  })
  const told = JSON.stringify(migration)
  useEffect(() => {
    onPlan(told === undefined ? undefined : { migration: JSON.parse(told), revision })
  }, [told, revision, onPlan])

  if (places.length === 0) return <p className={classes.sum}>{t('migration.nobody', { version: next })}</p>
  const open = places.reduce((sum, { waiting, failed }) => sum + waiting + failed, 0)
  const sums = fatesInNumbers(offer, fates)
  const changed = places.filter(({ change }) => change !== 'unchanged')
  const others = places.filter(({ change }) => change === 'unchanged')
  const othersOpen = others.reduce((sum, { waiting, failed }) => sum + waiting + failed, 0)
  const isFolded = !showsAll && others.length > 0
  const shown = isFolded ? changed : [...changed, ...others]
  const isStale = preview.isPlaceholderData || migration === undefined
  return (
    <Stack gap="sm">
      <p className={classes.sum}>{t('migration.intro', { count: open, number: formatNumber(open), next })}</p>
      <div className={classes.quick}>
        <SegmentedControl
          size="xs"
          aria-label={t('migration.quick')}
          value={isOwn ? 'own' : (quickAnswer(offer, fates) ?? 'own')}
          onChange={(answer) => {
            if (answer === 'stay') setFates(new Map())
            if (answer === 'move') setFates(everybodyMoves(offer))
            if (answer === 'own') setShowsAll(true)
            setOwn(answer === 'own')
          }}
          data={[
            { value: 'stay', label: t('migration.everybodyStays') },
            { value: 'move', label: t('migration.everybodyMoves') },
            { value: 'own', label: t('migration.own') },
          ]}
        />
        <span className={classes.sum} role="status">
          {t('migration.sum', {
            stay: formatNumber(sums.stay),
            move: formatNumber(sums.move),
            end: formatNumber(sums.end),
          })}
        </span>
      </div>
      <ul className={classes.places} aria-label={t('migration.places')}>
        {shown.map((place) => (
          <PlaceRow
            key={placeKey(place)}
            place={place}
            steps={steps}
            next={next}
            fate={fateAt(fates, place)}
            onFate={(fate) => setFates(withFate(fates, place, fate))}
            outlook={preview.data?.places.find((one) => placeKey(one) === placeKey(place))}
            isStale={isStale}
          />
        ))}
        {others.length > 0 && (
          <li className={classes.more}>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-expanded={showsAll}
              leftSection={
                showsAll ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />
              }
              onClick={() => setShowsAll(!showsAll)}
            >
              {t('migration.unchanged', { count: othersOpen, number: formatNumber(othersOpen) })}
            </Button>
          </li>
        )}
      </ul>
      {preview.isError && (
        <Alert color="red" title={t('migration.previewFailed')}>
          {errorWords(preview.error, tUi).detail ?? errorWords(preview.error, tUi).text}
        </Alert>
      )}
      <Group justify="space-between" gap="xs">
        <p className={classes.tried} aria-live="polite">
          {preview.data
            ? t(preview.data.tried < preview.data.here ? 'migration.triedSome' : 'migration.triedAll', {
                tried: formatNumber(preview.data.tried),
                here: formatNumber(preview.data.here),
              })
            : t('migration.trying')}
          {isPaused && ` ${t('migration.paused')}`}
        </p>
        <Select
          size="xs"
          w={150}
          aria-label={t('migration.horizon')}
          allowDeselect={false}
          data={DAYS.map((each) => ({ value: String(each), label: t('migration.days', { count: each }) }))}
          value={String(days)}
          onChange={(chosen) => setDays(Number(chosen ?? 7))}
        />
      </Group>
    </Stack>
  )
}
