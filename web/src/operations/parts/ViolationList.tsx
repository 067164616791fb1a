import type { Violation } from '@couveuse/shared/api/operations'
import { ENROLLMENT_STATUSES } from '@couveuse/shared/contract/words'
import { IconAlertTriangle, IconCircleCheck, IconClockExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from '../Operations.module.css'

/** What does not hold: thing, place and way out; or, in one calm line, that everything does. */
export function ViolationList({ violations }: { violations: readonly Violation[] }) {
  const { t } = useTranslation('operations')
  if (violations.length === 0) {
    return (
      <p className={classes.calm}>
        <IconCircleCheck size={18} stroke={1.8} aria-hidden /> {t('violations.none')}
      </p>
    )
  }
  return (
    <Panel title={t('violations.title')} isFlush>
      <ul className={classes.violations}>
        {violations.map((violation) => (
          <li key={`${violation.invariant} ${violation.message}`} data-level={violation.level}>
            <ViolationLine violation={violation} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function ViolationLine({ violation }: { violation: Violation }) {
  const { t } = useTranslation('operations')
  const words = useFacts(violation.facts)
  const { invariant, level } = violation
  const Icon = level === 'error' ? IconAlertTriangle : IconClockExclamation
  return (
    <>
      <Icon size={20} stroke={1.8} aria-hidden />
      <div>
        <p className={classes.what}>{t(`violation.${invariant}`, words)}</p>
        <p>
          <strong>{t('violations.wayOut')}:</strong> {t(`wayOut.${invariant}`)}
        </p>
        <p className={classes.dim}>
          {t('violations.runbook')} <code>{invariant}</code>
        </p>
      </div>
    </>
  )
}

/** Numbers and spans as this language writes them. */
function useFacts(facts: Violation['facts']) {
  const { t } = useTranslation('operations')
  const { t: ui } = useTranslation('ui')
  const { formatNumber, formatElapsed } = useFormat()
  const say = (name: string): string => {
    const fact = facts[name] ?? ''
    return typeof fact === 'number' ? formatNumber(fact) : fact
  }
  const { lane, seconds } = facts
  const status = ENROLLMENT_STATUSES.find((one) => one === facts.status)
  const isLane = lane === 'email' || lane === 'sms' || lane === 'notify' || lane === 'webhook'
  return {
    number: say('count'),
    abandoned: say('abandoned'),
    lane: isLane ? t(`outbox.lanes.${lane}`) : '',
    duration: typeof seconds === 'number' ? formatElapsed(seconds * 1000) : '',
    flow: say('flow'),
    version: say('version'),
    step: say('step'),
    status: status ? ui(`status.enrollment.${status}`) : '',
    contact: say('contact'),
    problem: say('problem'),
    entered: say('entered'),
    open: say('open'),
    ended: say('ended'),
    counted: say('counted'),
    found: say('found'),
    twice: say('twice'),
    missing: say('missing'),
  }
}
