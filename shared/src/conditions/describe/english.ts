import type { Json } from '../../contract/json.ts'
import type { Field } from '../fields.ts'
import { readDate } from '../operators/date.ts'
import type { EventCount } from '../operators/event.ts'
import { dateText } from './date-text.ts'
import { durationAmounts } from './duration-words.ts'
import { type ComparingOperator, inWords, type Label, type Phrases, type Subjected } from './phrases.ts'

const CONTACT: Readonly<Record<string, string>> = {
  email: 'e-mail address',
  phone: 'phone number',
  title: 'job title',
  timezone: 'time zone',
  createdAt: 'date of creation',
  tags: 'set of tags',
  lists: 'set of lists',
}

const WORDS: Readonly<Record<string, string>> = { mql: 'MQL', sal: 'SAL', sql: 'SQL' }

function label(field: Field): Label {
  const { prefix, name } = field
  switch (prefix) {
    case 'contact':
      return { text: CONTACT[name] ?? inWords(name) }
    case 'account':
      return { text: `company ${inWords(name)}` }
    case 'score':
      return { text: `score.${name}` }
    case 'stage':
      return { text: 'stage' }
    case 'bant':
      return { text: `BANT ${name}` }
    case 'consent':
      return { text: `consent for ${name.replace('.', ' / ')}` }
    case 'entry':
      return { text: name === 'event' ? 'enrolling event' : `${inWords(name)} at entry` }
    case 'var':
      return { text: `variable ${quoted(name)}` }
    case 'visits':
      return { text: `number of visits to ${quoted(name)}` }
    case 'event':
    case 'segment':
      return { text: quoted(name) }
  }
}

type Verb = readonly [holds: string, fails: string]
const VERBS: Readonly<Record<ComparingOperator, Verb>> = {
  '=': ['is', 'is not'],
  '<': ['is below', 'is at least'],
  '<=': ['is at most', 'is above'],
  '>': ['is above', 'is at most'],
  '>=': ['is at least', 'is below'],
  between: ['is between', 'is not between'],
  in: ['is one of', 'is none of'],
  contains: ['contains', 'does not contain'],
  beginsWith: ['begins with', 'does not begin with'],
  endsWith: ['ends with', 'does not end with'],
  before: ['is before', 'is not before'],
  after: ['is after', 'is not after'],
  withinLast: ['lies within the last', 'does not lie within the last'],
  withinNext: ['comes within the next', 'does not come within the next'],
  olderThan: ['is older than', 'is not older than'],
}
const DATE_VERBS: Readonly<Partial<Record<ComparingOperator, Verb>>> = {
  '<': VERBS.before,
  '<=': ['is not after', 'is after'],
  '>': VERBS.after,
  '>=': ['is not before', 'is before'],
}
const SET_VERBS: Readonly<Partial<Record<ComparingOperator, Verb>>> = {
  in: ['contains one of', 'contains none of'],
}

function predicate(operator: ComparingOperator, holds: boolean, value: string, { isDate, isSet }: Subjected): string {
  const verb = (isDate && DATE_VERBS[operator]) || (isSet && SET_VERBS[operator]) || VERBS[operator]
  return `${verb[holds ? 0 : 1]} ${value}`
}

function event(name: string, count: EventCount, holds: boolean, where: string | undefined): string {
  const { atLeast, atMost } = count
  const limits = limitsOf(count, where)
  if (atLeast === 1 && atMost === Number.POSITIVE_INFINITY) {
    return `${quoted(name)} ${holds ? 'happened' : 'did not happen'}${limits}`
  }
  if (atMost === 0) return `${quoted(name)} ${holds ? 'did not happen' : 'happened'}${limits}`
  return `${quoted(name)} ${holds ? 'happened' : 'did not happen'} ${bounds(count)}${limits}`
}

function counted(name: string, count: EventCount, seen: number, where: string | undefined): string {
  const happened = seen === 0 ? 'did not happen' : `happened ${times(seen)}`
  const isPlain = count.atLeast === 1 && count.atMost === Number.POSITIVE_INFINITY
  const asked = isPlain || count.atMost === 0 ? '' : ` (asked for: ${bounds(count)})`
  return `${quoted(name)} ${happened}${limitsOf(count, where)}${asked}`
}

function times(n: number): string {
  if (n === 1) return 'once'
  return n === 2 ? 'twice' : `${n} times`
}

function bounds({ atLeast, atMost }: EventCount): string {
  if (atLeast === atMost) return `exactly ${times(atLeast)}`
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${times(atLeast)}`
  return atLeast === 0 ? `at most ${times(atMost)}` : `${atLeast} to ${atMost} times`
}

function limitsOf({ within, sinceEntry, of }: EventCount, where: string | undefined): string {
  return [
    within ? ` within the last ${duration(within.text)}` : '',
    sinceEntry ? ' since entering the flow' : '',
    of === undefined ? '' : ` for the message of ${quoted(of)}`,
    where === undefined ? '' : ` where ${where}`,
  ].join('')
}

function value(json: Json, field: Field | undefined): string {
  if (Array.isArray(json)) return list(json.map((member) => value(member, field)))
  if (typeof json === 'boolean') return json ? 'yes' : 'no'
  if (typeof json === 'number') return json.toLocaleString('en', { maximumFractionDigits: 6 })
  if (typeof json !== 'string') return JSON.stringify(json)
  if (field?.kind === 'value' && field.type === 'word') return WORDS[json.toLowerCase()] ?? json.toLowerCase()
  const date = readDate(json)
  return date ? dateText(date, 'en') : json.trim()
}

const UNITS = {
  years: ['year', 'years'],
  months: ['month', 'months'],
  weeks: ['week', 'weeks'],
  days: ['day', 'days'],
  hours: ['hour', 'hours'],
  minutes: ['minute', 'minutes'],
  seconds: ['second', 'seconds'],
} as const

function duration(text: string): string {
  const amounts = durationAmounts(text)
  if (!amounts) return quoted(text)
  return amounts.map(([unit, amount]) => `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`).join(' and ')
}

function list(items: readonly string[]): string {
  return items.join(', ')
}

function quoted(text: string): string {
  return `“${text}”`
}

export const ENGLISH: Phrases = {
  label,
  predicate,
  hasValue: (holds) => (holds ? 'has a value' : 'has no value'),
  membership: (segment, holds) => `${holds ? 'in' : 'not in'} the segment ${quoted(segment)}`,
  event,
  counted,
  unknownField: (text) => `${quoted(text)} is not a field`,
  unknownOperator: (text) => `${quoted(text)} is not an operator`,
  unknownSegment: (key) => `there is no segment ${quoted(key)}`,
  unreadable: (text) => `nothing can be compared by ${text}`,
  value,
  duration,
  and: 'and',
  or: 'or',
  not: (text) => `not (${text})`,
  always: 'always',
  never: 'never',
}
