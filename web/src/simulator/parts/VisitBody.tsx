import type { JournalEntry } from '@couveuse/shared/engine/state'
import type { Step } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { quietHoursEnd } from '@couveuse/shared/time/window'
import { Tag } from '../../ui/Tag.tsx'
import { dayAndTime } from '../clock-words.ts'
import { stepOf, type Tongue, useTongue } from '../ReplayContext.ts'
import type { Line, OfVisit } from '../story.ts'
import { outletWords, stepLabel, stepWords } from '../words.ts'
import { ChangeLine } from './ChangeLine.tsx'
import { MessageView } from './MessageView.tsx'
import classes from './VisitBody.module.css'
import { type Asked, Why } from './Why.tsx'

type Of<T extends Line['type']> = Extract<Line, { readonly type: T }>

/** A visit that was left: the step, by which outlet, when it was due, why, and what it did. */
export function VisitBody({ line, at }: { line: Of<'visit'>; at: number }) {
  const tongue = useTongue()
  const { t, scene, language } = tongue
  const { flow, visit } = line
  const { step: id, outlet, isInterrupted, enteredAt, due, because = [] } = visit
  const left = outlet === null ? undefined : outletWords(tongue, flow, id, outlet)
  const when = (instant: number): string => dayAndTime(instant, scene.zone, language)
  return (
    <>
      <div className={classes.first}>
        <strong>{stepLabel(tongue, flow, id)}</strong>
        {left && <Tag tone={left.tone}>{left.text}</Tag>}
      </div>
      <div className={classes.words}>{stepWords(tongue, flow, id)}</div>
      {isInterrupted && <div className={classes.words}>{t('timeline.visit.interrupted')}</div>}
      {(enteredAt < at || due !== undefined) && (
        <div className={classes.times}>
          {[
            enteredAt < at && t('timeline.visit.entered', { when: when(enteredAt) }),
            due !== undefined && t('timeline.visit.due', { when: when(due) }),
          ]
            .filter((part) => part !== false)
            .join(', ')}
        </div>
      )}
      {detailWords(tongue, visit)}
      <Why
        asked={because.map((one, index) => ({ name: nameOf(stepOf(scene, flow, id), index, tongue), because: one }))}
      />
      <Effects of={line} />
    </>
  )
}

/** What was asked at that place: the paths of a branch, the conditions of a listen, in order. */
function nameOf(step: Step | undefined, index: number, { tSteps }: Tongue): Asked['name'] {
  if (step?.kind === 'branch') return step.paths[index]?.name.trim() || step.paths[index]?.outlet || String(index + 1)
  if (step?.kind === 'listen') return step.for.filter(({ when }) => when)[index]?.outlet ?? String(index + 1)
  return tSteps('condition.condition')
}

/** What the visit noted beside its outlet. */
function detailWords({ t, format }: Tongue, { detail }: JournalEntry) {
  if (!detail) return null
  const { drawn, of, skipped, status, error } = detail
  const text =
    typeof drawn === 'number' && typeof of === 'number'
      ? t('timeline.visit.drew', { drawn: format.formatNumber(drawn, { maximumFractionDigits: 2 }), of })
      : skipped === true
        ? t('timeline.visit.skipped')
        : typeof status === 'number'
          ? t('timeline.visit.answered', { status })
          : typeof error === 'string'
            ? t('timeline.visit.unanswered', { error })
            : undefined
  return text === undefined ? null : <div className={classes.words}>{text}</div>
}

/** A visit that rests: until when, and on what. */
export function RestBody({ line }: { line: Of<'rest'> }) {
  const tongue = useTongue()
  const { flow, step } = line
  return (
    <>
      <div className={classes.first}>
        <strong>{stepLabel(tongue, flow, step)}</strong>
        <Tag tone="info">{restWords(tongue, line)}</Tag>
      </div>
      <div className={classes.words}>{stepWords(tongue, flow, step)}</div>
      <Effects of={line} />
    </>
  )
}

function restWords({ t, scene, language }: Tongue, { flow, step: id, rest, isMoved }: Of<'rest'>): string {
  if (rest.held) return t('timeline.rest.held')
  const step = stepOf(scene, flow, id)
  if (rest.wakeAt === null) {
    if (step?.kind === 'webhook') return t('timeline.rest.webhook')
    return t(isMoved ? 'timeline.rest.movedOpen' : 'timeline.rest.open')
  }
  const when = dayAndTime(rest.wakeAt, scene.zone, language)
  if (step && kindOf(step).family === 'send') {
    const { quietHours } = scene.workspace.settings
    const isQuiet = quietHours && quietHoursEnd(rest.wakeAt - 1, quietHours, scene.zone) === rest.wakeAt
    return t(isQuiet ? 'timeline.rest.quiet' : 'timeline.rest.pressure', { when })
  }
  return t(isMoved ? 'timeline.rest.moved' : 'timeline.rest.waits', { when })
}

/** What a visit set off: messages, a task, a hand-off, changes of the contact. */
function Effects({ of: { messages, changes, task, handoff } }: { of: OfVisit }) {
  const { t, scene, language } = useTongue()
  const when = (instant: number): string => dayAndTime(instant, scene.zone, language)
  if (messages.length + changes.length === 0 && !task && !handoff) return null
  return (
    <div className={classes.effects}>
      {messages.map((message) => (
        <MessageView key={message.key} message={message} />
      ))}
      {task && (
        <div className={classes.note}>
          {t('timeline.task', { title: task.title, assignee: task.assignee, when: when(task.dueAt) })}
        </div>
      )}
      {handoff && (
        <div className={classes.note}>
          <div>
            {handoff.owner === undefined
              ? t('timeline.handoffTeam', { team: handoff.team, when: when(handoff.acceptBy) })
              : t('timeline.handoff', { owner: handoff.owner, team: handoff.team, when: when(handoff.acceptBy) })}
          </div>
          {handoff.brief !== '' && <div className={classes.brief}>{handoff.brief}</div>}
        </div>
      )}
      {changes.map((change) => (
        <div key={change.field} className={classes.note}>
          <ChangeLine change={change} />
        </div>
      ))}
    </div>
  )
}
