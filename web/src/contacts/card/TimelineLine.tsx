import type { TimelineItem } from '@couveuse/shared/api/timeline'
import { UnstyledButton } from '@mantine/core'
import {
  type Icon,
  IconActivity,
  IconBell,
  IconDoorEnter,
  IconDoorOff,
  IconHeartHandshake,
  IconListCheck,
  IconMail,
  IconMessage2,
  IconPencil,
  IconRobot,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { capitalized, eventWords, returnReason } from '../journey/event-words.ts'
import { tellRefusal } from '../journey/tell-refusal.ts'
import { useTeller } from '../journey/useTeller.ts'
import { changeWords, fieldWords } from './change-words.ts'
import classes from './Timeline.module.css'
import { telling } from './telling-property.ts'

type Of<Type extends TimelineItem['type']> = Extract<TimelineItem, { readonly type: Type }>

export interface TimelineLineProps {
  readonly item: TimelineItem
  readonly onMessage: (id: string) => void
}

/** One thing that happened, in a line. */
export function TimelineLine({ item, onMessage }: TimelineLineProps) {
  switch (item.type) {
    case 'event':
      return <EventLine item={item} />
    case 'change':
      return <ChangeLine item={item} />
    case 'message':
      return <MessageLine item={item} onMessage={onMessage} />
    case 'entry':
      return <EntryLine item={item} />
    case 'task':
      return <TaskLine item={item} />
    case 'handoff':
      return <HandoffLine item={item} />
  }
}

function Line({ Icon, at, children, more }: { Icon: Icon; at: string; children: ReactNode; more?: ReactNode }) {
  return (
    <li className={classes.line}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <div className={classes.words}>
        <span>{children}</span>
        {more && <span className={classes.more2}>{more}</span>}
      </div>
      <span className={classes.moment}>
        <TimeText at={at} />
      </span>
    </li>
  )
}

function EventLine({ item }: { item: Of<'event'> }) {
  const { t } = useTranslation('contacts')
  const property = telling(item.properties)
  return (
    <Line Icon={IconActivity} at={item.occurredAt} more={property}>
      {capitalized(eventWords(item.event, t))}{' '}
      {item.isMachine && (
        <Tag Icon={IconRobot} title={t('card.timeline.machineHint')}>
          {t('card.timeline.machine')}
        </Tag>
      )}
    </Line>
  )
}

function ChangeLine({ item }: { item: Of<'change'> }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const format = useFormat()
  const { field, from, to, step } = item
  const value = (one: typeof from): string => changeWords(field, one, { t, ui, format })
  const name = fieldWords(field, t)
  const text = isNothing(to)
    ? t('card.timeline.cleared', { field: name, from: value(from) })
    : isNothing(from)
      ? t('card.timeline.set', { field: name, to: value(to) })
      : t('card.timeline.changed', { field: name, from: value(from), to: value(to) })
  return (
    <Line Icon={IconPencil} at={item.at} more={step === null ? undefined : t('card.timeline.byFlow', { step })}>
      {text}
    </Line>
  )
}

/** A set without members is as good as no value. */
function isNothing(value: Of<'change'>['from']): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

function MessageLine({ item, onMessage }: { item: Of<'message'>; onMessage: (id: string) => void }) {
  const { t } = useTranslation('contacts')
  const icon = { email: IconMail, sms: IconMessage2, notify: IconBell }[item.channel]
  const subject = item.subject || t('card.timeline.smsIn')
  return (
    <Line
      Icon={icon}
      at={item.at}
      more={
        <>
          {t('card.timeline.inFlow', { flow: item.flowName })}
          {item.blocked && ` · ${t(`journey.visit.blockedReason.${item.blocked}`)}`}
        </>
      }
    >
      <UnstyledButton
        className={classes.open}
        aria-label={t('card.timeline.preview', { subject })}
        onClick={() => onMessage(item.id)}
      >
        {subject}
      </UnstyledButton>{' '}
      <MessageStatusBadge status={item.state} />
    </Line>
  )
}

function EntryLine({ item }: { item: Of<'entry'> }) {
  const { t } = useTranslation('contacts')
  const teller = useTeller()
  if (item.enrolled) {
    return (
      <Line Icon={IconDoorEnter} at={item.at}>
        {t('card.timeline.enrolled', { flow: item.flowName })}
      </Line>
    )
  }
  return (
    <Line Icon={IconDoorOff} at={item.at}>
      {t('journey.refused.line', { flow: item.flowName, why: tellRefusal(item, undefined, teller) })}
    </Line>
  )
}

function TaskLine({ item }: { item: Of<'task'> }) {
  const { t } = useTranslation('contacts')
  const { formatDateTime } = useFormat()
  return (
    <Line
      Icon={IconListCheck}
      at={item.at}
      more={[
        t(`card.channel.${item.channel}`),
        t('card.timeline.inFlow', { flow: item.flowName }),
        ...(item.doneAt ? [t('card.timeline.taskDone', { when: formatDateTime(item.doneAt) })] : []),
      ].join(' · ')}
    >
      {t('card.timeline.taskOpened', { title: item.title })}
    </Line>
  )
}

function HandoffLine({ item }: { item: Of<'handoff'> }) {
  const { t } = useTranslation('contacts')
  const state = t(`card.timeline.handoffState.${item.state}`)
  return (
    <Line
      Icon={IconHeartHandshake}
      at={item.at}
      more={[
        item.reason ? `${state} (${returnReason(item.reason, t)})` : state,
        ...(item.owner ? [item.owner] : []),
        t('card.timeline.inFlow', { flow: item.flowName }),
      ].join(' · ')}
    >
      {t('card.timeline.handedOver', { team: item.team })}
    </Line>
  )
}
