import type { HandoffStory } from '@couveuse/shared/api/handoffs'
import type { Settings } from '@couveuse/shared/api/settings'
import { Button, Title } from '@mantine/core'
import { IconArrowLeft, IconMail, IconPhone, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ScoreMeter } from '../../ui/ScoreMeter.tsx'
import { StageBadge } from '../../ui/StageBadge.tsx'
import { TemperatureBadge } from '../../ui/TemperatureBadge.tsx'
import { ClockTag } from '../leads/ClockTag.tsx'
import { useNow } from '../useNow.ts'
import { Activity } from './Activity.tsx'
import { Facts } from './Facts.tsx'
import { JourneyHere } from './JourneyHere.tsx'
import classes from './Story.module.css'
import { Verdicts } from './Verdicts.tsx'

export interface StoryCardProps {
  readonly story: HandoffStory
  readonly teams: Settings['settings']['teams']
  readonly onClose: () => void
}

/** What a rep reads before calling, and what they can say about the lead. */
export function StoryCard({ story, teams, onClose }: StoryCardProps) {
  const { t } = useTranslation('sales')
  const now = useNow()
  const { contact, brief, comments } = story
  const place = [contact.title, contact.accountName].filter(Boolean).join(', ')
  return (
    <article className={classes.story} aria-label={t('story.label', { name: contact.name })}>
      <Button
        className={classes.close ?? ''}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={onClose}
      >
        {t('story.close')}
      </Button>
      <header className={classes.head}>
        <div className={classes.who}>
          <div className={classes.nameLine}>
            <Title order={2} size="h2">
              {contact.name}
            </Title>
            <StageBadge stage={contact.stage} />
            <TemperatureBadge temperature={contact.temperature} />
            <ClockTag lead={story} now={now} />
          </div>
          {place && <p className={classes.place}>{place}</p>}
          <p className={classes.reach}>
            {contact.phone && (
              <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>
                <IconPhone size={15} stroke={1.8} aria-hidden /> {contact.phone}
              </a>
            )}
            {contact.email && (
              <a href={`mailto:${contact.email}`}>
                <IconMail size={15} stroke={1.8} aria-hidden /> {contact.email}
              </a>
            )}
            <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
              <IconUser size={15} stroke={1.8} aria-hidden /> {t('story.page')}
            </Link>
          </p>
        </div>
        <Verdicts story={story} members={teams[story.team]?.members ?? []} />
      </header>
      <section className={classes.brief}>
        <h3>{t('story.brief')}</h3>
        <p>{brief.trim() || t('story.noBrief')}</p>
        <ScoreMeter size="full" {...contact.score} />
      </section>
      {comments.length > 0 && (
        <section className={classes.section}>
          <h3>{t('story.comments')}</h3>
          <ul className={classes.comments}>
            {comments.map(({ at, text }) => (
              <li key={at}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <Facts story={story} />
      <Activity activity={story.activity} />
      <JourneyHere journey={story.journey} />
    </article>
  )
}
