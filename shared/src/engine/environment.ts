import { evaluate, eventMatches, holds } from '../conditions/evaluate.ts'
import type { Environment } from '../contract/environment.ts'
import type { Json } from '../contract/json.ts'
import { stageRank } from '../contract/words.ts'
import { renderMessage, renderText } from '../message/render.ts'
import { addBusinessTime } from '../time/business-hours.ts'
import { formatInstant } from '../time/local-time.ts'
import { effectiveZone } from '../time/zone.ts'
import type { PublishedVersion } from './catalog.ts'
import { draw } from './draw.ts'
import { enrollmentSubject } from './enrollment-subject.ts'
import { permission } from './permission.ts'
import { assign } from './routing.ts'
import type { Enrollment } from './state.ts'
import { templateContext } from './template-context.ts'
import type { TurnDraft } from './turn-draft.ts'

export interface Visit {
  readonly step: string
  readonly seq: number
  readonly enteredAt: number
}

/** The world as one step may see it, at this instant. `enrollment` already counts the visit. */
export function stepEnvironment(
  draft: TurnDraft,
  enrollment: Enrollment,
  version: PublishedVersion,
  visit: Visit,
): Environment {
  const { compiled } = version
  const { settings } = draft.catalog
  const flowZone = compiled.flow.timezone
  const zone = (pin?: string): string => {
    if (pin === undefined) return draft.zone(flowZone)
    return pin === 'flow' ? effectiveZone(flowZone, settings.timezone) : effectiveZone(pin, flowZone, settings.timezone)
  }
  const subject = () => draft.subject(enrollmentSubject(enrollment, compiled), flowZone)
  return {
    now: draft.now,
    flowKey: enrollment.flow,
    stepId: visit.step,
    contact: draft.contact,
    seq: visit.seq,
    enteredAt: visit.enteredAt,
    zone,
    isDrawn: (outlet) => compiled.isDrawn(visit.step, outlet),
    holds: (condition) => evaluate(condition, subject()),
    eventMatches: (event, where) => eventMatches(event, where, zone(), draft.now),
    eventsNamed: (name) => draft.eventsNamed(name),
    messageOf: (step) => (Object.hasOwn(enrollment.messages, step) ? enrollment.messages[step] : undefined),
    read: (field) => read(draft, enrollment, field),
    renderText: (template) => renderText(template, templateContext(draft, enrollment, version)),
    renderMessage: (source, channel) => {
      const template = source.inline ?? libraryMessage(version, source.message)
      if (!template) return { ok: false, message: `there is no message "${source.message ?? ''}" in the library` }
      const plain = { body: template.body, ...(template.subject === undefined ? {} : { subject: template.subject }) }
      return renderMessage(plain, channel, templateContext(draft, enrollment, version))
    },
    permission: (channel, topic, onCap) => permission(draft, channel, topic, onCap, zone()),
    attributeType: (name) => (Object.hasOwn(settings.attributes, name) ? settings.attributes[name] : undefined),
    businessDeadline: (duration) =>
      addBusinessTime(draft.now, duration, settings.businessHours, effectiveZone(settings.timezone)),
    assign: (team, routing) => assign(draft, team, routing, (condition) => holds(condition, subject())),
    draw: (total) => draw(enrollment.flow, visit.step, draft.contact.id, total),
    handoffStage: (moment) => {
      const stage = settings.handoffStages[moment]
      if (stage === null) return undefined
      if (moment === 'opened' && stageRank(draft.contact.stage) >= stageRank(stage)) return undefined
      return stage
    },
  }
}

function libraryMessage({ messages }: PublishedVersion, key: string | undefined) {
  return key !== undefined && Object.hasOwn(messages, key) ? messages[key] : undefined
}

/** Value behind `contact.x`, `account.x`, `entry.x` or `var.x`; undefined when missing (fine print 95). */
function read(draft: TurnDraft, enrollment: Enrollment, field: string): Json | undefined {
  const dot = field.indexOf('.')
  const prefix = field.slice(0, dot)
  const name = field.slice(dot + 1)
  const from = (values: Readonly<Record<string, Json>>): Json | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined
  switch (prefix) {
    case 'contact':
      return name === 'createdAt' ? formatInstant(draft.contact.createdAt) : from(draft.contact.fields)
    case 'account':
      return from(draft.contact.account)
    case 'entry':
      return from(enrollment.entry.properties)
    case 'var':
      return from(enrollment.vars)
    default:
      return undefined
  }
}
