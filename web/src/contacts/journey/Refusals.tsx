import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { readFlow } from '@couveuse/shared/flow/schema'
import { Button } from '@mantine/core'
import { IconDoorOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../ui/TimeText.tsx'
import { flowVersionQuery } from '../queries.ts'
import classes from './Journey.module.css'
import { type Entry, lastTripBefore, tellRefusal } from './tell-refusal.ts'
import type { Teller } from './tell-visit.ts'

const SHOWN = 3

export interface RefusalsProps {
  readonly entries: readonly Entry[]
  readonly trips: readonly EnrollmentSummary[]
  readonly zone: string
  readonly teller: Teller
}

/** Triggers that fired and did not enroll, each with its reason: nobody vanishes silently (FLOW-DSL §2). */
export function Refusals({ entries, trips, zone, teller }: RefusalsProps) {
  const { t } = useTranslation('contacts')
  const [isWhole, setWhole] = useState(false)
  const hidden = entries.length - SHOWN
  return (
    <section className={classes.refusals} aria-label={t('journey.refused.title')}>
      <ul>
        {entries.slice(0, isWhole ? undefined : SHOWN).map((entry) => (
          <li key={`${entry.at} ${entry.flow} ${entry.trigger}`}>
            <IconDoorOff size={16} stroke={1.8} aria-hidden />
            <Refusal entry={entry} trips={trips} zone={zone} teller={teller} />
            <span className={classes.moment}>
              <TimeText at={entry.at} as="dateTime" />
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && !isWhole && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {t('journey.refused.more', { count: hidden })}
        </Button>
      )}
    </section>
  )
}

interface RefusalProps extends Omit<RefusalsProps, 'entries'> {
  readonly entry: Entry
}

function Refusal({ entry, trips, zone, teller }: RefusalProps) {
  const last = entry.reason === 'reentry' ? lastTripBefore(entry, trips) : undefined
  const version = useQuery({ ...flowVersionQuery(entry.flow, last?.version ?? 0), enabled: last !== undefined })
  const flow = version.data && readFlow(version.data.flow)
  const reentry =
    flow?.ok && last?.endedAt ? { rule: flow.flow.reentry, leftAt: Date.parse(last.endedAt), zone } : undefined
  return (
    <span>{teller.t('journey.refused.line', { flow: entry.flowName, why: tellRefusal(entry, reentry, teller) })}</span>
  )
}
