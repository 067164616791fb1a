import { ActionIcon, UnstyledButton } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconDoorEnter,
  IconFlag,
  IconPencil,
  IconTrendingUp,
  IconTrophy,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { deedIcon } from '../deed-look.ts'
import { stepOf, useTongue } from '../ReplayContext.ts'
import type { Line } from '../story.ts'
import { deedWords, flowName, stepLabel } from '../words.ts'
import { ChangeLine } from './ChangeLine.tsx'
import classes from './LineView.module.css'
import { endWords, entryWords, warningWords } from './line-words.ts'
import { PointsLine } from './PointsLine.tsx'
import { RestBody, VisitBody } from './VisitBody.tsx'

export interface LineViewProps {
  readonly line: Line
  /** instant of its moment */
  readonly at: number
  readonly onForget: (action: number) => void
}

/** One line of the timeline: an icon, what happened, and the way to the step on the canvas. */
export function LineView({ line, at, onForget }: LineViewProps) {
  const tongue = useTongue()
  const { t } = tongue
  switch (line.type) {
    case 'deed': {
      const words = deedWords(tongue, line.deed.entry)
      return (
        <Row Icon={deedIcon(line.deed.entry)} tone="deed">
          <div className={classes.first}>
            <strong>{words}</strong>
            <ActionIcon
              className={classes.forget ?? ''}
              size="sm"
              aria-label={t('now.forget', { what: words })}
              onClick={() => onForget(line.deed.id)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </div>
        </Row>
      )
    }
    case 'entry':
      return (
        <Row Icon={line.entry.enrolled ? IconDoorEnter : IconBan} tone={line.entry.enrolled ? 'plain' : 'warn'}>
          {entryWords(tongue, line.entry)}
        </Row>
      )
    case 'visit': {
      const { flow, visit } = line
      return (
        <StepRow flow={flow} step={visit.step}>
          <VisitBody line={line} at={at} />
        </StepRow>
      )
    }
    case 'rest':
      return (
        <StepRow flow={line.flow} step={line.step}>
          <RestBody line={line} />
        </StepRow>
      )
    case 'change':
      return (
        <Row Icon={IconPencil}>
          <ChangeLine change={line.change} />
        </Row>
      )
    case 'points':
      return (
        <Row Icon={IconTrendingUp}>
          <PointsLine rows={line.rows} total={line.total} />
        </Row>
      )
    case 'fail': {
      const step = line.enrollment.step
      return (
        <Row Icon={IconAlertTriangle} tone="bad">
          <strong>{t('timeline.fail', { step: step === null ? '' : stepLabel(tongue, line.flow, step) })}</strong>
          <div>{line.enrollment.failure ?? line.enrollment.reason}</div>
        </Row>
      )
    }
    case 'end': {
      const isGood = line.enrollment.status === 'converted'
      return (
        <Row Icon={isGood ? IconTrophy : IconFlag} tone={isGood ? 'good' : 'plain'}>
          {endWords(tongue, line.enrollment)}
        </Row>
      )
    }
    case 'warning':
      return (
        <Row Icon={IconAlertTriangle} tone="warn">
          {warningWords(tongue, line)}
        </Row>
      )
  }
}

interface RowProps {
  readonly Icon: Icon
  readonly tone?: 'plain' | 'deed' | 'good' | 'warn' | 'bad'
  readonly children: ReactNode
}

function Row({ Icon, tone = 'plain', children }: RowProps) {
  return (
    <li className={classes.line} data-tone={tone}>
      <span className={classes.plate} aria-hidden>
        <Icon size={15} stroke={1.8} />
      </span>
      <div className={classes.body}>{children}</div>
    </li>
  )
}

interface StepRowProps {
  readonly flow: string
  readonly step: string
  readonly children: ReactNode
}

/** A row that speaks of a step: its plate shows the step on the canvas. */
function StepRow({ flow, step: id, children }: StepRowProps) {
  const tongue = useTongue()
  const { scene, t } = tongue
  const step = stepOf(scene, flow, id)
  const { onFocusStep } = scene
  const icon = step && <StepIcon kind={step.kind} size={24} />
  const isHere = flow === scene.flow.key
  return (
    <li className={classes.line} data-tone="step">
      {onFocusStep && isHere ? (
        <UnstyledButton
          className={classes.show ?? ''}
          aria-label={t('timeline.show', { step: stepLabel(tongue, flow, id) })}
          onClick={() => onFocusStep(id)}
        >
          {icon}
        </UnstyledButton>
      ) : (
        <span className={classes.plate} aria-hidden>
          {icon}
        </span>
      )}
      <div className={classes.body}>
        {children}
        {!isHere && (
          <div className={classes.flow}>{t('timeline.visit.inOtherFlow', { flow: flowName(tongue, flow) })}</div>
        )}
      </div>
    </li>
  )
}
