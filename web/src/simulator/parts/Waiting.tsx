import type { Enrollment } from '@couveuse/shared/engine/state'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { IconAlertTriangle, IconHourglass, IconUserOff } from '@tabler/icons-react'
import { dayAndTime } from '../clock-words.ts'
import type { Replayed } from '../play.ts'
import { stepOf, type Tongue, useTongue } from '../ReplayContext.ts'
import { stepLabel, stepWords } from '../words.ts'
import classes from './Waiting.module.css'

/** Where the contact stands in each flow they are in, and what would move them on. */
export function Waiting({ replayed, isByTrigger }: { replayed: Replayed; isByTrigger: boolean }) {
  const tongue = useTongue()
  const { t, scene, language } = tongue
  const { enrollments } = replayed.state
  if (enrollments.length === 0) {
    const isFresh = isByTrigger && replayed.enrollments.length === 0
    return (
      <p className={classes.line} role="status">
        <IconUserOff size={16} stroke={1.8} aria-hidden />
        {t(isFresh ? 'now.outTrigger' : 'now.out')}
      </p>
    )
  }
  const lines = enrollments.map((enrollment) => {
    const { id, rest, status } = enrollment
    const isFailed = status === 'failed'
    const Icon = isFailed ? IconAlertTriangle : IconHourglass
    return (
      <p key={id} className={classes.line} data-failed={isFailed || undefined}>
        <Icon size={16} stroke={1.8} aria-hidden />
        <span>
          {waitingWords(tongue, enrollment)}
          {!isFailed && rest?.wakeAt != null && !rest.held && (
            <span className={classes.until}>
              {' '}
              {t('now.until', { when: dayAndTime(rest.wakeAt, scene.zone, language) })}
            </span>
          )}
        </span>
      </p>
    )
  })
  return <div role="status">{lines}</div>
}

function waitingWords(tongue: Tongue, { flow, step: id, status, rest, failure, reason }: Enrollment): string {
  const { t, scene } = tongue
  if (id === null) return ''
  const step = stepLabel(tongue, flow, id)
  if (status === 'failed') return t('now.failed', { step, why: failure ?? reason ?? '' })
  if (rest?.held) return t('now.held', { step })
  const drawn = stepOf(scene, flow, id)
  if (drawn && kindOf(drawn).family === 'send') return t('now.heldBack', { step })
  return t('now.waits', { step, words: stepWords(tongue, flow, id) })
}
