import type { Stage } from '@couveuse/shared/contract/words'
import { IconBan, IconRecycle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './StageBadge.module.css'
import { Tag } from './Tag.tsx'

/** The way from a name to a customer; `recycled` and `disqualified` stand beside it. */
const way = ['suspect', 'prospect', 'mql', 'sal', 'sql', 'opportunity', 'customer'] as const satisfies readonly Stage[]

/** A contact's lifecycle stage, with how far along the way it is. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation('ui')
  const label = t(`stage.${stage}`)
  const hint = t(`stageHint.${stage}`)
  if (stage === 'recycled') {
    return (
      <Tag tone="warn" Icon={IconRecycle} title={hint}>
        {label}
      </Tag>
    )
  }
  if (stage === 'disqualified') {
    return (
      <Tag tone="neutral" Icon={IconBan} title={hint}>
        {label}
      </Tag>
    )
  }
  const reached = way.indexOf(stage)
  return (
    <span className={classes.stage} data-customer={stage === 'customer' || undefined} title={hint}>
      <span className={classes.way} aria-hidden>
        {way.slice(1).map((step, index) => (
          <i key={step} data-reached={index < reached || undefined} />
        ))}
      </span>
      {label}
    </span>
  )
}
