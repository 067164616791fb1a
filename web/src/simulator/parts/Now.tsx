import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconHourglass, IconPlus, IconX } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayAndTime } from '../clock-words.ts'
import { deedIcon } from '../deed-look.ts'
import type { Replayed } from '../play.ts'
import { useTongue } from '../ReplayContext.ts'
import { type Deed, plannedDeeds, type Session } from '../session.ts'
import { type Suggestion, suggest } from '../suggestions.ts'
import { deedWords } from '../words.ts'
import { ActDialog } from './ActDialog.tsx'
import classes from './Now.module.css'
import { Waiting } from './Waiting.tsx'

/** Suggestions that stand as buttons; the rest is in a menu. */
const BUTTONS = 5

export interface NowProps {
  readonly session: Session
  readonly replayed: Replayed
  readonly onDo: (deed: Deed) => void
  readonly onPlan: (deed: Deed, at: number) => void
  readonly onForget: (action: number) => void
}

/** What the contact waits for, and everything that could happen now: by one click, or spelled out. */
export function Now({ session, replayed, onDo, onPlan, onForget }: NowProps) {
  const { t } = useTranslation('simulator')
  const tongue = useTongue()
  const { scene, language } = tongue
  const { flow, zone } = scene
  const [isActing, setActing] = useState(false)
  const place = useRef<HTMLElement>(null)
  const { otherFlows, isByTrigger } = session.setup
  const suggestions = useMemo(() => suggest(flow, otherFlows, replayed), [flow, otherFlows, replayed])
  const likely = suggestions.filter(({ why }) => why === 'awaited' || why === 'entry').slice(0, BUTTONS)
  const shown = likely.length > 0 ? likely : suggestions.slice(0, 2)
  const rest = suggestions.filter((one) => !shown.includes(one))
  const planned = plannedDeeds(session).filter(({ at }) => at > replayed.clockAt)

  /** What was clicked may be gone afterwards: the keyboard stays here, before whatever comes next. */
  const staying = <Args extends unknown[]>(act: (...args: Args) => void) => {
    return (...args: Args): void => {
      act(...args)
      place.current?.focus()
    }
  }
  const doIt = staying(onDo)
  const takeBack = staying(onForget)

  return (
    <section ref={place} className={classes.now} aria-label={t('now.title')} tabIndex={-1}>
      <Waiting replayed={replayed} isByTrigger={isByTrigger} />
      <div className={classes.deeds}>
        {shown.map((suggestion, index) => (
          <SuggestionButton
            key={deedWords(tongue, suggestion.deed)}
            suggestion={suggestion}
            isFirst={index === 0}
            onDo={doIt}
          />
        ))}
        {rest.length > 0 && (
          <Menu position="top-start" withinPortal>
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<IconDots size={15} aria-hidden />}>
                {t('now.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {rest.map(({ deed }) => {
                const Icon = deedIcon(deed)
                const words = deedWords(tongue, deed)
                return (
                  <Menu.Item
                    key={words}
                    leftSection={<Icon size={16} stroke={1.8} aria-hidden />}
                    onClick={() => doIt(deed)}
                  >
                    {words}
                  </Menu.Item>
                )
              })}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setActing(true)}
        >
          {t('now.other')}
        </Button>
      </div>
      {planned.length > 0 && (
        <ul className={classes.planned} aria-label={t('now.planned')}>
          {planned.map(({ id, at, entry }) => {
            const words = deedWords(tongue, entry)
            return (
              <li key={id}>
                <IconHourglass size={14} stroke={1.8} aria-hidden />
                <span>
                  <time dateTime={new Date(at).toISOString()}>{dayAndTime(at, zone, language)}</time> {words}
                </span>
                <ActionIcon size="sm" aria-label={t('now.forget', { what: words })} onClick={() => takeBack(id)}>
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </li>
            )
          })}
        </ul>
      )}
      {isActing && (
        <ActDialog
          replayed={replayed}
          onClose={() => setActing(false)}
          onAct={(deed, at) => {
            setActing(false)
            if (at === undefined) onDo(deed)
            else onPlan(deed, at)
          }}
        />
      )}
    </section>
  )
}

interface SuggestionButtonProps {
  readonly suggestion: Suggestion
  readonly isFirst: boolean
  readonly onDo: (deed: Deed) => void
}

function SuggestionButton({ suggestion: { deed, why }, isFirst, onDo }: SuggestionButtonProps) {
  const tongue = useTongue()
  const Icon = deedIcon(deed)
  return (
    <Button
      size="compact-sm"
      variant={isFirst && (why === 'awaited' || why === 'entry') ? 'filled' : 'light'}
      leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
      onClick={() => onDo(deed)}
      classNames={{ label: classes.label ?? '', root: classes.deed ?? '' }}
    >
      {deedWords(tongue, deed)}
    </Button>
  )
}
