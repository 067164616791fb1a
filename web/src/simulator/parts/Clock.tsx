import { IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { StageBadge } from '../../ui/StageBadge.tsx'
import { EnrollmentStatusBadge } from '../../ui/StatusBadge.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TemperatureBadge } from '../../ui/TemperatureBadge.tsx'
import { dayOfReplay, longDay, timeOfDay } from '../clock-words.ts'
import type { Replayed } from '../play.ts'
import { useScene } from '../ReplayContext.ts'
import classes from './Clock.module.css'
import { ScoreLine } from './ScoreLine.tsx'

/** The virtual clock, big, in the contact's zone, with how the contact stands at this instant. */
export function Clock({ replayed }: { replayed: Replayed }) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const { flow, zone, startAt } = useScene()
  const { clockAt, state, score, paused, enrollments } = replayed
  const own = enrollments.findLast((enrollment) => enrollment.flow === flow.key)
  return (
    <div className={classes.clock}>
      <div className={classes.time} role="group" aria-label={t('clock.label')}>
        <time className={classes.digits} dateTime={new Date(clockAt).toISOString()}>
          {timeOfDay(clockAt, zone, language)}
        </time>
        <div className={classes.day}>{longDay(clockAt, zone, language)}</div>
        <div className={classes.zone}>
          {t('clock.day', { day: dayOfReplay(startAt, clockAt, zone) })} · {zone.replaceAll('_', ' ')}
        </div>
      </div>
      <div className={classes.contact}>
        <div className={classes.badges}>
          {own ? <EnrollmentStatusBadge status={own.status} /> : <Tag>{t('clock.notIn')}</Tag>}
          {paused.has(flow.key) && (
            <Tag tone="warn" Icon={IconPlayerPause}>
              {t('clock.paused')}
            </Tag>
          )}
          <StageBadge stage={state.contact.stage} />
          <TemperatureBadge temperature={score.temperature} />
        </div>
        <ScoreLine replayed={replayed} />
      </div>
    </div>
  )
}
