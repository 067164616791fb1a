import type { Because } from '../conditions/because.ts'
import { evaluate, eventMatches, holds } from '../conditions/evaluate.ts'
import type { Condition } from '../conditions/schema.ts'
import type { Subject } from '../conditions/subject.ts'
import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { Environment, PermissionVerdict, Rendered, Routing } from '../contract/environment.ts'
import type { Json } from '../contract/json.ts'
import { type AttributeType, type MessageChannel, type Stage, stageRank } from '../contract/words.ts'
import { renderMessage, renderText } from '../message/render.ts'
import type { RenderedMessage } from '../message/schema.ts'
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
  return new StepEnvironment(draft, enrollment, version, visit)
}

class StepEnvironment implements Environment {
  readonly now: number
  readonly flowKey: string
  readonly stepId: string
  readonly contact: Contact
  readonly seq: number
  readonly enteredAt: number
  private readonly draft: TurnDraft
  private readonly enrollment: Enrollment
  private readonly version: PublishedVersion
  private known: Subject | undefined

  constructor(draft: TurnDraft, enrollment: Enrollment, version: PublishedVersion, visit: Visit) {
    this.now = draft.now
    this.flowKey = enrollment.flow
    this.stepId = visit.step
    this.contact = draft.contact
    this.seq = visit.seq
    this.enteredAt = visit.enteredAt
    this.draft = draft
    this.enrollment = enrollment
    this.version = version
    this.known = undefined
  }

  zone(pin?: string): string {
    const flowZone = this.version.compiled.flow.timezone
    if (pin === undefined) return this.draft.zone(flowZone)
    const { timezone } = this.draft.catalog.settings
    return pin === 'flow' ? effectiveZone(flowZone, timezone) : effectiveZone(pin, flowZone, timezone)
  }

  isDrawn(outlet: string): boolean {
    return this.version.compiled.isDrawn(this.stepId, outlet)
  }

  holds(condition: Condition): Because {
    return evaluate(condition, this.subject())
  }

  eventMatches(event: ContactEvent, where: Condition | undefined): boolean {
    return eventMatches(event, where, this.zone(), this.now)
  }

  eventsNamed(name: string): readonly ContactEvent[] {
    return this.draft.eventsNamed(name)
  }

  messageOf(step: string): ReturnType<Environment['messageOf']> {
    const { messages } = this.enrollment
    return Object.hasOwn(messages, step) ? messages[step] : undefined
  }

  read(field: string): Json | undefined {
    return read(this.draft, this.enrollment, field)
  }

  renderText(template: string): Rendered<string> {
    return renderText(template, templateContext(this.draft, this.enrollment, this.version))
  }

  renderMessage(source: MessageSource, channel: MessageChannel): Rendered<RenderedMessage> {
    const template = source.inline ?? libraryMessage(this.version, source.message)
    if (!template) return { ok: false, message: `there is no message "${source.message ?? ''}" in the library` }
    return renderMessage(template, channel, templateContext(this.draft, this.enrollment, this.version))
  }

  permission(channel: MessageChannel, topic: string | undefined, onCap: 'delay' | 'skip'): PermissionVerdict {
    return permission(this.draft, channel, topic, onCap, this.zone())
  }

  attributeType(name: string): AttributeType | undefined {
    const { attributes } = this.draft.catalog.settings
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined
  }

  businessDeadline(duration: string): number {
    const { businessHours, timezone } = this.draft.catalog.settings
    return addBusinessTime(this.now, duration, businessHours, effectiveZone(timezone))
  }

  assign(team: string, routing: Routing): string | undefined {
    return assign(this.draft, team, routing, (condition) => holds(condition, this.subject()))
  }

  draw(total: number): number {
    return draw(this.flowKey, this.stepId, this.contact.id, total)
  }

  handoffStage(moment: 'opened' | 'accepted' | 'returned' | 'won' | 'lost'): Stage | undefined {
    const stage = this.draft.catalog.settings.handoffStages[moment]
    if (stage === null) return undefined
    if (moment === 'opened' && stageRank(this.contact.stage) >= stageRank(stage)) return undefined
    return stage
  }

  private subject(): Subject {
    this.known ??= this.draft.subject(
      enrollmentSubject(this.enrollment, this.version.compiled),
      this.version.compiled.flow.timezone,
    )
    return this.known
  }
}

type MessageSource = Parameters<Environment['renderMessage']>[0]

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
