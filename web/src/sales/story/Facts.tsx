import type { HandoffStory } from '@couveuse/shared/api/handoffs'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../ui/TimeText.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { reasonWords } from '../reason-words.ts'
import classes from './Story.module.css'

/** Whose lead it is, and its dates. */
export function Facts({ story }: { story: HandoffStory }) {
  const { t } = useTranslation('sales')
  const { formatNumber } = useFormat()
  const { team, owner, openedAt, acceptBy, contactBy, acceptedAt, closedAt, flow, flowName, amount, reason } = story
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('story.team'), team],
    [t('story.owner'), owner ?? t('story.nobody')],
    [t('story.handedOver'), <TimeText key="at" at={openedAt} as="relative" />],
    ...(acceptedAt
      ? [[t('story.acceptedAt'), <TimeText key="at" at={acceptedAt} />] as const]
      : [[t('story.acceptBy'), <TimeText key="at" at={acceptBy} />] as const]),
    ...(contactBy ? [[t('story.contactBy'), <TimeText key="at" at={contactBy} />] as const] : []),
    ...(closedAt ? [[t('story.closedAt'), <TimeText key="at" at={closedAt} />] as const] : []),
    ...(amount === null ? [] : [[t('story.amount'), formatNumber(amount)] as const]),
    ...(reason ? [[t('story.reason'), reasonWords(reason, t)] as const] : []),
    [
      t('story.from'),
      <Link key="flow" to="/flows/$flowKey" params={{ flowKey: flow }}>
        {flowName}
      </Link>,
    ],
  ]
  return (
    <section className={classes.section}>
      <h3>{t('story.facts')}</h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
