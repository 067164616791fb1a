import type { Contact } from '@couveuse/shared/contact/schema'
import type { JsonObject } from '@couveuse/shared/contract/json'
import type { Arrival } from '../store/inbox.ts'
import { type Dice, dice } from './draw.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SEED = 19_47

export interface Planned {
  readonly at: number
  readonly arrival: Arrival
}

const PAGES = [
  '/',
  '/product',
  '/product/scoring',
  '/pricing',
  '/blog/lead-nurturing',
  '/blog/consent',
  '/customers',
  '/careers',
] as const
const WEBINAR = 'From download to deal'

/** What the demo contacts do by themselves from `from` until `until`: visits, downloads, webinars, a few orders. */
export function planLife(contacts: readonly Contact[], from: number, until: number): Planned[] {
  const die = dice(SEED)
  const days = Math.floor((until - from) / DAY)
  const planned: Planned[] = []
  const plan = (contact: Contact, name: string, at: number, properties: JsonObject = {}): void => {
    if (at < until)
      planned.push({ at, arrival: eventArrival(`demo-${planned.length + 1}`, contact.id, name, at, properties) })
  }
  contacts.forEach((contact, index) => {
    for (let visits = die.between(0, 4); visits > 0; visits--) {
      plan(contact, 'page_viewed', atWork(die, from, die.between(0, days)), {
        url: `https://www.couveuse.example${die.pick(PAGES)}`,
      })
    }
    if (die.chance(0.42)) {
      const at = atWork(die, from, die.between(1, days))
      plan(contact, 'form_submitted', at, { form: 'white-paper', page: '/white-paper' })
    }
    if (index % 5 === 0) {
      const webinarAt = from + (index % 10 === 0 ? 18 : 57) * DAY + 10 * HOUR
      plan(contact, die.chance(0.6) ? 'webinar_attended' : 'webinar_missed', webinarAt + die.between(0, 40) * 60_000, {
        title: WEBINAR,
      })
    }
  })
  return planned.sort((a, b) => a.at - b.at)
}

/** How a contact answers a message: opens, clicks, replies, sometimes after days, often not at all. */
export function planReaction(key: string, channel: 'email' | 'sms', contactId: string, sentAt: number): Planned[] {
  const die = dice(hash(key))
  const plan = (name: string, at: number, properties: JsonObject = {}): Planned => ({
    at,
    arrival: eventArrival(`demo-${name}-${key}`, contactId, name, at, properties, key),
  })
  if (channel === 'sms')
    return die.chance(0.3) ? [plan('sms_replied', sentAt + die.between(1, 30) * HOUR, { text: 'YES' })] : []
  if (die.chance(0.02)) return [plan('email_bounced', sentAt + die.between(1, 9) * 60_000, { type: 'hard' })]
  if (!die.chance(0.55)) return []
  const openedAt = sentAt + die.between(1, 40) * HOUR
  const reactions = [plan('email_opened', openedAt)]
  if (die.chance(0.5)) {
    const clickedAt = openedAt + die.between(1, 20) * 60_000
    reactions.push(plan('email_clicked', clickedAt, { url: 'https://www.couveuse.example/white-paper' }))
    if (die.chance(0.5))
      reactions.push({
        at: clickedAt + 90_000,
        arrival: eventArrival(`demo-pricing-${key}`, contactId, 'page_viewed', clickedAt + 90_000, {
          url: 'https://www.couveuse.example/pricing',
        }),
      })
  }
  if (die.chance(0.02)) reactions.push(plan('unsubscribed', openedAt + 5 * 60_000))
  return reactions
}

/** What sales does with a lead it got: takes it, gives it back, wins or loses it, or leaves it lying. */
export function planSales(handoffId: string, contactId: string, openedAt: number): Planned[] {
  const die = dice(hash(handoffId))
  const say = (
    outcome: 'accepted' | 'returned' | 'won' | 'lost',
    at: number,
    more: { reason?: string; amount?: number } = {},
  ): Planned => ({
    at,
    arrival: {
      contact: { id: contactId },
      cause: { type: 'handoff', handoffId, outcome, ...more },
      key: `demo-${outcome}-${handoffId}`,
    },
  })
  if (die.chance(0.25)) return []
  const acceptedAt = openedAt + die.between(1, 4) * HOUR
  const accepted = say('accepted', acceptedAt)
  const later = acceptedAt + die.between(1, 9) * DAY
  const luck = die.roll()
  if (luck < 0.3)
    return [
      accepted,
      say('returned', later, { reason: die.pick(['bad_timing', 'bad_timing', 'no_budget', 'not_a_fit']) }),
    ]
  if (luck < 0.45) return [accepted, say('won', later, { amount: die.between(4, 60) * 1_000 })]
  if (luck < 0.55) return [accepted, say('lost', later, { reason: 'chose a competitor' })]
  return [accepted]
}

function eventArrival(
  id: string,
  contactId: string,
  name: string,
  at: number,
  properties: JsonObject,
  messageKey?: string,
): Arrival {
  return {
    contact: { id: contactId },
    cause: {
      type: 'event',
      event: {
        id,
        name,
        occurredAt: at,
        arrivedAt: at,
        properties,
        machine: false,
        ...(messageKey === undefined ? {} : { messageKey }),
      },
    },
  }
}

function atWork(die: Dice, from: number, day: number): number {
  return from + day * DAY + die.between(8, 19) * HOUR + die.between(0, 11) * 5 * 60_000
}

function hash(text: string): number {
  let value = 0
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
