import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { ScoreMeter } from '../../ui/ScoreMeter.tsx'
import { contactQuery, scoringQuery } from '../queries.ts'
import { engagementCurve } from './engagement-curve.ts'
import { ReasonLine } from './ReasonLine.tsx'
import classes from './Score.module.css'
import { type ScoreReason, scoreReasons } from './score-reasons.ts'

const EngagementChart = lazy(async () => ({ default: (await import('./EngagementChart.tsx')).EngagementChart }))

const AXES = ['fit', 'engagement'] as const

/** The score and where every point of it comes from: which rule gave how much, and what is left of it. */
export function ScorePanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const scoring = useQuery(scoringQuery)
  const { dataUpdatedAt } = useQuery(contactQuery(contact.id))
  const reasons = useMemo(() => scoreReasons(contact.scoreRows), [contact.scoreRows])
  const curve = useMemo(() => engagementCurve(contact.scoreRows, dataUpdatedAt), [contact.scoreRows, dataUpdatedAt])
  const thresholds = scoring.data?.scoring.temperature
  const counting = reasons.filter(({ now }) => now !== 0)
  const faded = reasons.length - counting.length

  return (
    <Panel title={t('card.score.title')}>
      <ScoreMeter size="full" {...contact.score} {...(thresholds ?? {})} />
      {curve.length > 0 && (
        <Suspense fallback={<Skeleton height={132} mt={14} />}>
          <EngagementChart curve={curve} />
        </Suspense>
      )}
      {reasons.length === 0 && <p className={classes.none}>{t('card.score.none')}</p>}
      {AXES.map((axis) => (
        <Reasons
          key={axis}
          title={t(`card.score.${axis}`)}
          reasons={counting.filter((reason) => reason.axis === axis)}
          rules={scoring.data?.scoring.engagement ?? []}
        />
      ))}
      {faded > 0 && (
        <details className={classes.faded}>
          <summary>{t('card.score.faded', { count: faded })}</summary>
          <Reasons reasons={reasons.filter(({ now }) => now === 0)} rules={scoring.data?.scoring.engagement ?? []} />
        </details>
      )}
    </Panel>
  )
}

interface ReasonsProps {
  readonly title?: string
  readonly reasons: readonly ScoreReason[]
  readonly rules: Parameters<typeof ReasonLine>[0]['rules']
}

function Reasons({ title, reasons, rules }: ReasonsProps) {
  if (reasons.length === 0) return null
  return (
    <section className={classes.reasons}>
      {title && <h3>{title}</h3>}
      <ul>
        {reasons.map((reason) => (
          <ReasonLine key={reason.key} reason={reason} rules={rules} />
        ))}
      </ul>
    </section>
  )
}
