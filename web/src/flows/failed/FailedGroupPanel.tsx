import type { FailedGroup, MendFailed } from '@couveuse/shared/api/mends'
import { STEP_KINDS } from '@couveuse/shared/contract/words'
import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Failed.module.css'
import { FailedMembers } from './FailedMembers.tsx'
import { MendActions } from './MendActions.tsx'
import { useFailureWords } from './useFailureWords.ts'

export interface FailedGroupPanelProps {
  readonly group: FailedGroup
  readonly isBusy: boolean
  readonly onMend: (wish: MendFailed) => void
}

/** Those whom one problem stopped at one step of one version: what it says, how many, and the ways out for all of them. */
export function FailedGroupPanel({ group, isBusy, onMend }: FailedGroupPanelProps) {
  const { t } = useTranslation('flows')
  const { formatNumber } = useFormat()
  const failureWords = useFailureWords()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { flow, flowName, version, step, stepLabel, stepKind, code, count, newest, outlets } = group
  const kind = STEP_KINDS.find((one) => one === stepKind)
  const counted = { count, number: formatNumber(count) }
  return (
    <section className={classes.group} aria-labelledby={id}>
      <div className={classes.head}>
        {kind && <StepIcon kind={kind} size={34} />}
        <div className={classes.what}>
          <h2 id={id}>
            {stepLabel}
            <Tag tone="bad">{t('failed.stuck', counted)}</Tag>
          </h2>
          <p className={classes.where}>
            <Link to="/flows/$flowKey" params={{ flowKey: flow }}>
              {flowName}
            </Link>
            {` · ${t('failed.version', { version })}`}
          </p>
          <p className={classes.problem}>
            <strong>{failureWords(code)}</strong>
            {newest.message !== '' && <span>{newest.message}</span>}
          </p>
        </div>
        <MendActions
          label={t('failed.these', { ...counted, step: stepLabel })}
          count={count}
          outlets={outlets}
          isBusy={isBusy}
          onMend={(wish) => onMend({ ...wish, filter: { flow, version, step, code } })}
        />
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={isOpen}
        leftSection={isOpen ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {t('failed.members', counted)}
      </Button>
      {isOpen && <FailedMembers group={group} isBusy={isBusy} onMend={onMend} />}
    </section>
  )
}
