import type { AttributeValue, Contact } from '@couveuse/shared/contact/schema'
import type { ConsentState, Stage } from '@couveuse/shared/contract/words'
import { type Dice, dice } from './draw.ts'
import {
  COMPANY_FORMS,
  COMPANY_STEMS,
  FIRST_NAMES,
  INDUSTRIES,
  INTERESTS,
  LAST_NAMES,
  OWNERS,
  PLACES,
  SOURCES,
  TITLES,
} from './names.ts'

const DAY = 86_400_000
const SEED = 20_26

/** The contacts of the demo workspace: the same people for everybody, known since up to a year before `now`. */
export function demoContacts(count: number, now: number): Contact[] {
  const die = dice(SEED)
  const accounts = Array.from({ length: Math.ceil(count / 4) }, (_, index) => demoAccount(die, index))
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => demoContact(die, index, die.pick(accounts), taken, now))
}

interface Account {
  readonly domain: string
  readonly place: (typeof PLACES)[number]
  readonly values: Readonly<Record<string, AttributeValue>>
}

function demoAccount(die: Dice, index: number): Account {
  const stem = COMPANY_STEMS[index % COMPANY_STEMS.length] ?? 'Couveuse'
  const form = index < COMPANY_STEMS.length ? die.pick(['SAS', 'SA', 'Groupe']) : die.pick(COMPANY_FORMS)
  const name = `${stem} ${form}`
  const domain = `${slug(name)}.example`
  const employees = Math.round(10 ** (1 + die.roll() * 3))
  const place = die.pick(PLACES)
  return {
    domain,
    place,
    values: {
      name,
      domain,
      industry: die.pick(INDUSTRIES),
      employees,
      revenue: employees * die.between(80, 220) * 1_000,
      country: place.country,
    },
  }
}

function demoContact(die: Dice, index: number, account: Account, taken: Set<string>, now: number): Contact {
  const firstName = die.pick(FIRST_NAMES)
  const lastName = die.pick(LAST_NAMES)
  const { title, buyingRole } = die.pick(TITLES)
  const { place } = account
  const host = die.chance(0.06) ? die.pick(['gmail.example', 'orange.example']) : account.domain
  const plain = `${slug(firstName)}.${slug(lastName)}`
  const local = taken.has(`${plain}@${host}`) ? `${plain}.${index}` : plain
  taken.add(`${local}@${host}`)
  const hasPhone = die.chance(0.7)
  const fields: Record<string, AttributeValue> = {
    email: `${local}@${host}`,
    firstName,
    lastName,
    title,
    buyingRole,
    language: place.language,
    timezone: place.timezone,
    country: place.country,
    city: place.city,
    source: die.pick(SOURCES),
    interests: [...new Set([die.pick(INTERESTS), die.pick(INTERESTS)])],
    ...(hasPhone
      ? { phone: `${place.dialing}${String(die.between(1_000_000, 99_999_999)).padStart(8, '0')}`.slice(0, 14) }
      : {}),
    ...(die.chance(0.45) ? { owner: die.pick(OWNERS) } : {}),
    ...(die.chance(0.3) ? { budget: die.between(5, 120) * 1_000 } : {}),
  }
  return {
    id: `demo-${String(index + 1).padStart(4, '0')}`,
    createdAt: now - die.between(60, 365) * DAY - die.between(0, DAY),
    fields,
    account: account.values,
    tags: die.chance(0.2) ? [die.pick(['trade-fair-2026', 'partner', 'newsletter'])] : [],
    lists: die.chance(0.5) ? ['newsletter'] : [],
    stage: die.pick<Stage>(['suspect', 'suspect', 'prospect', 'prospect', 'prospect', 'prospect', 'customer']),
    bant: die.chance(0.15) ? { need: true, budget: die.chance(0.5) } : {},
    consent: demoConsent(die, hasPhone),
    suppressed: die.chance(0.02) ? ['email'] : [],
  }
}

function demoConsent(die: Dice, hasPhone: boolean): Record<string, ConsentState> {
  const email = die.chance(0.88) ? 'granted' : die.pick<ConsentState>(['pending', 'denied', 'unknown'])
  const sms = hasPhone && die.chance(0.6) ? 'granted' : 'unknown'
  return { email, ...(sms === 'granted' ? { sms } : {}) }
}

/** Letters and digits for a domain or mailbox: accents fold, everything else becomes a hyphen. */
function slug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
