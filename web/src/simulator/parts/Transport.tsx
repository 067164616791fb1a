import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconArrowBackUp,
  IconCalendarClock,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
} from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { DateTimeField } from '../../ui/DateTimeField.tsx'
import { dayAndTime } from '../clock-words.ts'
import type { Replayed } from '../play.ts'
import { useScene } from '../ReplayContext.ts'
import type { Playback } from '../usePlayback.ts'
import classes from './Transport.module.css'

export interface TransportProps {
  readonly replayed: Replayed
  readonly playback: Playback
  /** is there anything to take back? */
  readonly canGoBack: boolean
  /** the session is being played */
  readonly isRunning: boolean
}

/** The buttons that move the virtual clock. */
export function Transport({ replayed, playback, canGoBack, isRunning }: TransportProps) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const { zone, startAt } = useScene()
  const { nextAt, clockAt } = replayed
  const { isPlaying } = playback
  const isBusy = isRunning || playback.isSeeking
  const isOver = nextAt === null
  return (
    <div className={classes.transport} role="group" aria-label={t('play.label')}>
      <div className={classes.buttons}>
        <Control
          label={t('play.rewind')}
          Icon={IconPlayerSkipBack}
          isOff={clockAt === startAt}
          onClick={playback.rewind}
        />
        <Control label={t('play.back')} Icon={IconArrowBackUp} isOff={!canGoBack} onClick={playback.back} keys="←" />
        <Button
          className={classes.step ?? ''}
          size="compact-md"
          leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
          disabled={isOver}
          title={t('play.stepHint')}
          aria-keyshortcuts="ArrowRight"
          onClick={playback.step}
        >
          {t('play.step')}
        </Button>
        <Control
          label={t(isPlaying ? 'play.stop' : 'play.play')}
          Icon={isPlaying ? IconPlayerPause : IconPlayerPlay}
          isOff={isOver && !isPlaying}
          onClick={playback.toggle}
        />
        <Control label={t('play.end')} Icon={IconPlayerSkipForward} isOff={isOver} onClick={playback.toEnd} />
        <RunTo clockAt={clockAt} zone={zone} onRunTo={playback.to} />
      </div>
      <div className={classes.next} data-running={isBusy || undefined}>
        {isBusy && t('play.running')}
        {!isBusy && (isOver ? t('play.nothing') : t('play.next', { when: dayAndTime(nextAt, zone, language) }))}
      </div>
    </div>
  )
}

interface ControlProps {
  readonly label: string
  readonly Icon: Icon
  readonly isOff: boolean
  readonly keys?: string
  readonly onClick: () => void
}

function Control({ label, Icon, isOff, keys, onClick }: ControlProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick}>
        <Icon size={18} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

interface RunToProps {
  readonly clockAt: number
  readonly zone: string
  readonly onRunTo: (at: number) => void
}

function RunTo({ clockAt, zone, onRunTo }: RunToProps) {
  const { t } = useTranslation('simulator')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const at = Date.parse(text)
    if (!Number.isFinite(at)) return
    setOpen(false)
    onRunTo(at)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={t('play.to')} disabled={isOpen}>
          <ActionIcon
            aria-label={t('play.to')}
            onClick={() => {
              setText(new Date(clockAt).toISOString())
              setOpen(!isOpen)
            }}
          >
            <IconCalendarClock size={18} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.to}>
          <DateTimeField label={t('play.toField')} value={text} onChange={setText} zone={zone} />
          <Button type="submit" size="sm" disabled={!Number.isFinite(Date.parse(text))}>
            {t('play.toGo')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
