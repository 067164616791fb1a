import type { Because } from '../conditions/because.ts'
import type { Condition } from '../conditions/schema.ts'
import type { Contact, ContactEvent } from '../contact/schema.ts'
import type { RenderedMessage } from '../message/schema.ts'
import type { Json } from './json.ts'
import type { AttributeType, BlockReason, MessageChannel, Stage } from './words.ts'

/** A template rendered, or why it could not be. */
export type Rendered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

export type PermissionVerdict =
  | { readonly type: 'send'; readonly to: string; readonly isTransactional: boolean }
  | { readonly type: 'blocked'; readonly to: string; readonly reason: BlockReason }
  | { readonly type: 'delay'; readonly until: number; readonly why: 'quiet_hours' | 'pressure' }

/** A team or a person; plain text is a team where one has that name, else a person. */
export type RoutingTarget = string | { readonly team: string } | { readonly user: string }

export type Routing =
  | 'round_robin'
  | 'owner'
  | 'least_loaded'
  | {
      readonly rules: readonly { readonly when: Condition; readonly to: RoutingTarget }[]
      readonly else?: 'round_robin' | 'owner' | 'least_loaded' | undefined
    }

/** All a step may know about the world: injected, read-only, the same in simulator and runtime. */
export interface Environment {
  /** the one instant of this advance, epoch ms */
  readonly now: number
  readonly flowKey: string
  readonly stepId: string
  readonly contact: Contact
  readonly seq: number
  /** when this visit entered the step */
  readonly enteredAt: number
  /** effective zone; `pin` is the `zone` parameter of a step or window: an IANA name or "flow" (fine print 93) */
  zone(pin?: string): string
  /** is the outlet drawn in this flow? */
  isDrawn(outlet: string): boolean
  holds(condition: Condition): Because
  /** holds for the event's own properties (`where`, fine print 69); machine events only where asked for (155) */
  eventMatches(event: ContactEvent, where: Condition | undefined): boolean
  eventsNamed(name: string): readonly ContactEvent[]
  /** the latest message this enrollment sent from that step */
  messageOf(step: string): { readonly key: string; readonly queuedAt: number } | undefined
  /** value behind `contact.x`, `account.x`, `entry.x`, `var.x`; undefined when missing (fine print 95) */
  read(field: string): Json | undefined
  renderText(template: string): Rendered<string>
  renderMessage(
    source: {
      readonly message?: string | undefined
      readonly inline?: { readonly subject?: string | undefined; readonly body: string } | undefined
    },
    channel: MessageChannel,
  ): Rendered<RenderedMessage>
  /** FLOW-DSL §6 at this instant */
  permission(channel: MessageChannel, topic: string | undefined, onCap: 'delay' | 'skip'): PermissionVerdict
  /** declared type of a contact attribute by its bare name, undefined when undeclared */
  attributeType(name: string): AttributeType | undefined
  /** now + duration in business hours, workspace zone (fine print 105) */
  businessDeadline(duration: string): number
  /** the person a hand-off goes to; undefined = stays in the team's queue (fine print 107, 158, 159) */
  assign(team: string, routing: Routing): string | undefined
  /** a stable number in [0, total) for (flow key, step id, contact id) */
  draw(total: number): number
  /** stage a hand-off moves the contact to, undefined = leave it (fine print 106, 157) */
  handoffStage(moment: 'opened' | 'accepted' | 'returned' | 'won' | 'lost'): Stage | undefined
}
