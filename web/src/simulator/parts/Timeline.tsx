import { Button } from '@mantine/core'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { shortDay, timeOfDay } from '../clock-words.ts'
import type { Moment } from '../moment.ts'
import type { Replayed } from '../play.ts'
import { useScene } from '../ReplayContext.ts'
import { tellMoment } from '../story.ts'
import { LineView } from './LineView.tsx'
import classes from './Timeline.module.css'

/** Moments on screen at first; a year of a busy flow has several hundred. */
const SHOWN = 60
/** What stays visible above the latest moment, in pixels. */
const ABOVE = 10

export interface TimelineProps {
  readonly replayed: Replayed
  readonly isByTrigger: boolean
  /** takes back the deed of that action */
  readonly onForget: (action: number) => void
}

/** What has happened, in order of time; the latest stays in sight. */
export function Timeline({ replayed, isByTrigger, onForget }: TimelineProps) {
  const { t } = useTranslation('simulator')
  const { moments, enrollments } = replayed
  const [shown, setShown] = useState(SHOWN)
  const list = useRef<HTMLDivElement>(null)
  const story = useRef<HTMLOListElement>(null)

  useEffect(() => {
    const last = moments.length > 0 ? story.current?.lastElementChild : undefined
    // From its head on, as far as there is enough below it.
    if (list.current && last instanceof HTMLElement) list.current.scrollTop = last.offsetTop - ABOVE
  }, [moments])

  const flowOf = useMemo(() => {
    const flows = new Map(enrollments.map(({ id, flow }) => [id, flow]))
    return (id: string): string => flows.get(id) ?? ''
  }, [enrollments])
  const hidden = Math.max(0, moments.length - shown)
  const takeBack = useCallback(
    (action: number) => {
      onForget(action)
      // Its button goes with the line: the keyboard stays in the story.
      list.current?.focus()
    },
    [onForget],
  )

  return (
    <div
      ref={list}
      className={classes.timeline}
      role="region"
      aria-label={t('timeline.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {moments.length === 0 && (
        <p className={classes.empty}>{t(isByTrigger ? 'timeline.emptyTrigger' : 'timeline.empty')}</p>
      )}
      {hidden > 0 && (
        <Button size="compact-sm" variant="subtle" fullWidth onClick={() => setShown(shown + 10 * SHOWN)}>
          {t('timeline.earlier', { count: hidden })}
        </Button>
      )}
      <ol ref={story} className={classes.moments}>
        {moments.slice(hidden).map((moment, index, all) => (
          <MomentView
            // biome-ignore lint/suspicious/noArrayIndexKey: a moment is known by its place in the story
            key={hidden + index}
            moment={moment}
            before={all[index - 1]?.at ?? moments[hidden - 1]?.at}
            flowOf={flowOf}
            onForget={takeBack}
          />
        ))}
      </ol>
    </div>
  )
}

interface MomentViewProps {
  readonly moment: Moment
  /** instant of the moment before it */
  readonly before: number | undefined
  readonly flowOf: (enrollment: string) => string
  readonly onForget: (action: number) => void
}

const MomentView = memo(function MomentView({ moment, before, flowOf, onForget }: MomentViewProps) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const { formatElapsed } = useFormat()
  const { zone } = useScene()
  const { at } = moment
  const lines = useMemo(() => tellMoment(moment, flowOf), [moment, flowOf])
  const isSameInstant = at === before
  return (
    <li>
      {!isSameInstant && (
        <div className={classes.when}>
          <time dateTime={new Date(at).toISOString()}>
            <strong>{timeOfDay(at, zone, language)}</strong> {shortDay(at, zone, language)}
          </time>
          <span className={classes.after}>
            {before === undefined ? t('timeline.start') : t('timeline.after', { time: formatElapsed(at - before) })}
          </span>
        </div>
      )}
      <ul className={classes.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place in the moment
          <LineView key={index} line={line} at={at} onForget={onForget} />
        ))}
      </ul>
    </li>
  )
})
