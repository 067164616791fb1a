import type { ContactEvent } from '../contact/schema.ts'
import type { PermissionVerdict } from '../contract/environment.ts'
import type { BlockReason, ConsentState, MessageChannel } from '../contract/words.ts'
import type { PressureCap } from '../flow/settings.ts'
import { isE164, isEmailAddress } from '../message/address.ts'
import { nextPeriodStart, periodStart } from '../time/calendar-period.ts'
import { spanEnd } from '../time/span.ts'
import { quietHoursEnd } from '../time/window.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * May this contact be written to, now, on this channel? FLOW-DSL §6 in its order: usable address, suppression, consent,
 * quiet hours, pressure. A delayed message asks again from the start when its time comes (fine print 131).
 */
export function permission(
  draft: TurnDraft,
  channel: MessageChannel,
  topic: string | undefined,
  onCap: 'delay' | 'skip',
  zone: string,
): PermissionVerdict {
  const { contact, catalog, now } = draft
  const { settings } = catalog
  const to = addressOf(draft, channel)
  const blocked = (reason: BlockReason): PermissionVerdict => ({ type: 'blocked', to, reason })
  const isTransactional = topic !== undefined && settings.topics[topic]?.transactional === true

  if (channel === 'email' ? !isEmailAddress(to) : !isE164(to)) return blocked('address')
  if (contact.suppressed.includes(channel)) return blocked('suppressed')
  if (!hasConsent(contact.consent, channel, topic, isTransactional, settings.acceptUnknownConsent))
    return blocked('consent')
  if (isTransactional) return { type: 'send', to, isTransactional }

  if (settings.quietHours) {
    const until = quietHoursEnd(now, settings.quietHours, zone)
    if (until > now) return { type: 'delay', until, why: 'quiet_hours' }
  }
  const freeAt = firstFreeInstant(draft, channel, zone)
  if (freeAt <= now) return { type: 'send', to, isTransactional }
  return onCap === 'skip' ? blocked('pressure') : { type: 'delay', until: freeAt, why: 'pressure' }
}

function addressOf(draft: TurnDraft, channel: MessageChannel): string {
  const address = channel === 'email' ? draft.contact.fields.email : draft.contact.fields.phone
  return typeof address === 'string' ? address.trim() : ''
}

/** A denied channel beats every topic; a topic without its own record follows the channel (fine print 19, 20, 129, 130, 136). */
function hasConsent(
  consent: Readonly<Record<string, ConsentState>>,
  channel: MessageChannel,
  topic: string | undefined,
  isTransactional: boolean,
  acceptUnknown: boolean,
): boolean {
  const ofChannel = consent[channel] ?? 'unknown'
  const ofTopic = topic === undefined ? ofChannel : (consent[`${channel}.${topic}`] ?? ofChannel)
  if (ofChannel === 'denied' || ofTopic === 'denied') return false
  if (isTransactional || ofTopic === 'granted') return true
  return ofTopic === 'unknown' && channel === 'email' && acceptUnknown
}

/** The earliest instant, now or later, at which every cap leaves room for one more message (fine print 133, 134, 148). */
function firstFreeInstant(draft: TurnDraft, channel: MessageChannel, zone: string): number {
  let freeAt = draft.now
  for (const cap of draft.catalog.settings.pressure) {
    if (cap.channel && cap.channel !== channel) continue
    freeAt = Math.max(freeAt, freeInstantOf(cap, draft, zone))
  }
  return freeAt
}

const isPeriod = (per: string): per is 'day' | 'week' | 'month' => per === 'day' || per === 'week' || per === 'month'

function freeInstantOf(cap: PressureCap, draft: TurnDraft, zone: string): number {
  const { now } = draft
  const sends = countedSends(draft, cap.channel)
  if (sends.length < cap.max) return now
  if (isPeriod(cap.per)) {
    const start = periodStart(now, cap.per, zone)
    const count = sends.filter((at) => at >= start).length
    return count < cap.max ? now : nextPeriodStart(now, cap.per, zone)
  }
  const { per } = cap
  const ends = sends
    .map((at) => spanEnd(at, per, zone))
    .filter((end) => end > now)
    .sort((a, b) => a - b)
  return ends.length < cap.max ? now : (ends[ends.length - cap.max] ?? now)
}

/** When the messages that count towards a cap went out, up to now. */
function countedSends(draft: TurnDraft, channel: MessageChannel | undefined): number[] {
  const sends: number[] = []
  const count = (events: readonly ContactEvent[]): void => {
    for (const { occurredAt, properties } of events)
      if (occurredAt <= draft.now && properties.transactional !== true) sends.push(occurredAt)
  }
  if (channel !== 'sms') count(draft.eventsNamed('email_sent'))
  if (channel !== 'email') count(draft.eventsNamed('sms_sent'))
  return sends
}
