import type { EnrollmentDetail, Visit } from '@couveuse/shared/api/enrollments'
import { STEP_KINDS } from '@couveuse/shared/contract/words'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import { IconDoorExit, IconFlag, IconTrophy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { flowVersionQuery } from '../queries.ts'
import classes from './Journey.module.css'
import { type Teller, tellVisit } from './tell-visit.ts'
import { useStepWords } from './useStepWords.ts'

export interface VisitListProps {
  readonly enrollment: EnrollmentDetail
  readonly entry: string
  readonly end: string | undefined
  readonly teller: Teller
}

/** The visits of a trip one under the other, from how it began to where it stands or ended. */
export function VisitList({ enrollment, entry, end, teller }: VisitListProps) {
  const { t } = useTranslation('contacts')
  const { flow, flowName, version, status, journal, enteredAt, endedAt } = enrollment
  // A step that ends the trip says so itself
  const ender = journal.findLast(({ kind }) => kind === 'end' || kind === 'nurture')
  const hasEnder = endedAt !== null && ender !== undefined && ender === journal.at(-1)
  const published = useQuery(flowVersionQuery(flow, version))
  const steps = useMemo<Flow['steps'] | undefined>(() => {
    const read = published.data && readFlow(published.data.flow)
    return read?.ok ? read.flow.steps : undefined
  }, [published.data])
  const describe = useStepWords(steps)

  return (
    <ol className={classes.visits} aria-label={t('journey.steps', { flow: flowName })}>
      <li className={classes.visit}>
        <StepIcon kind="entry" size={28} />
        <div className={classes.words}>
          <p className={classes.step}>{entry}</p>
        </div>
        <Moment at={enteredAt} />
      </li>
      {journal.map((visit) => (
        <VisitLine
          key={visit.seq}
          visit={visit}
          // In another version the same step may have been something else.
          step={visit.version === undefined ? steps?.[visit.step] : undefined}
          describe={describe}
          teller={teller}
          hasFailed={status === 'failed' && visit.leftAt === null}
          end={hasEnder && visit === ender ? end : undefined}
        />
      ))}
      {end && endedAt && !hasEnder && (
        <li className={classes.visit} data-end={status}>
          <EndIcon status={status} />
          <div className={classes.words}>
            <p className={classes.step}>{end}</p>
          </div>
          <Moment at={endedAt} />
        </li>
      )}
    </ol>
  )
}

interface VisitLineProps {
  readonly visit: Visit
  readonly step: Flow['steps'][string] | undefined
  readonly describe: (step: Flow['steps'][string]) => string
  readonly teller: Teller
  readonly hasFailed: boolean
  readonly end: string | undefined
}

function VisitLine({ visit, step, describe, teller, hasFailed, end }: VisitLineProps) {
  const { t } = useTranslation('contacts')
  const kind = STEP_KINDS.find((one) => one === visit.kind)
  const isHere = visit.leftAt === null
  const description = step ? describe(step) : undefined
  const told = hasFailed ? t('journey.visit.failed') : (end ?? tellVisit(visit, step, teller))
  return (
    <li className={classes.visit} data-here={isHere || undefined} data-failed={hasFailed || undefined}>
      {kind ? <StepIcon kind={kind} size={28} /> : <span className={classes.unknownKind} />}
      <div className={classes.words}>
        <p className={classes.step}>
          {visit.label}
          {isHere && <span className={classes.here}>{t('journey.now')}</span>}
        </p>
        {told && <p className={classes.told}>{told}</p>}
        {description && description !== visit.label && <p className={classes.what}>{description}</p>}
      </div>
      <Moment at={visit.enteredAt} />
    </li>
  )
}

function Moment({ at }: { at: string }) {
  return (
    <span className={classes.moment}>
      <TimeText at={at} as="dateTime" />
    </span>
  )
}

function EndIcon({ status }: { status: EnrollmentDetail['status'] }) {
  const Icon = status === 'converted' ? IconTrophy : status === 'left' ? IconDoorExit : IconFlag
  return (
    <span className={classes.endIcon} aria-hidden>
      <Icon size={16} stroke={1.8} />
    </span>
  )
}
