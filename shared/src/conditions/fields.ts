import { ATTRIBUTE_NAME, EVENT_NAME } from '../contact/names.ts'
import type { Json } from '../contract/json.ts'
import { type AttributeType, BANT, CONSENT_STATES, CONTACT_FIELDS, STAGES, TEMPERATURES } from '../contract/words.ts'
import { formatInstant } from '../time/local-time.ts'
import type { Trail } from './compile/node.ts'
import { readProperty } from './property-path.ts'
import type { EnrollmentSubject, Subject } from './subject.ts'

/** `word` = one of a closed list, always present. */
export type ValueType = AttributeType | 'word'

/**
 * A field that reads one value. Inside a segment (`trail`) there is no enrollment: who is a member must not depend on
 * the flow that asks.
 */
export interface ValueField<Source> {
  readonly kind: 'value'
  /** absent where the declaration or the data decides (fine print 1) */
  readonly type?: ValueType
  /** the words of a `word` field */
  readonly words?: readonly string[]
  read(source: Source, trail?: Trail): Json | undefined
  /** for a field that is an instant already; `read` then tells it as text */
  readInstant?(source: Source): number
  declaredType?(source: Source): AttributeType | undefined
  /** false = the field is unknown here and its rule false (fine print 72); absent = always known */
  isKnown?(source: Source, trail?: Trail): boolean
}

/** A field text, understood (the table of FLOW-DSL §3). */
export type Field =
  | (ValueField<Subject> & { readonly prefix: FieldPrefix; readonly name: string })
  | { readonly kind: 'event'; readonly prefix: 'event'; readonly name: string }
  | { readonly kind: 'segment'; readonly prefix: 'segment'; readonly name: string }

type FieldPrefix = 'contact' | 'account' | 'score' | 'stage' | 'bant' | 'consent' | 'entry' | 'var' | 'visits'

export const SCORE_FIELDS = ['fit', 'engagement', 'total', 'temperature'] as const

/**
 * Resolves the text of a `field`, once, where the rule is prepared. Undefined = outside the table: an unknown prefix, an
 * unknown name under a closed one (`score.x`, `bant.x`), or no name at all (fine print 34, 72).
 */
export function resolveField(text: string): Field | undefined {
  if (text === 'stage') {
    return {
      kind: 'value',
      prefix: 'stage',
      name: '',
      type: 'word',
      words: STAGES,
      read: ({ contact }) => contact.stage,
    }
  }
  const dot = text.indexOf('.')
  if (dot < 1 || dot === text.length - 1) return undefined
  return BY_PREFIX.get(text.slice(0, dot))?.(text.slice(dot + 1), text)
}

/** What may stand before the first dot, for suggestions. */
export const FIELD_PREFIXES = [
  'contact',
  'account',
  'score',
  'bant',
  'consent',
  'segment',
  'event',
  'entry',
  'var',
  'visits',
] as const

const BY_PREFIX: ReadonlyMap<string, (name: string, text: string) => Field | undefined> = new Map([
  ['contact', contactField],
  ['account', accountField],
  ['score', scoreField],
  ['bant', bantField],
  ['consent', consentField],
  ['segment', (name) => ({ kind: 'segment', prefix: 'segment', name })],
  ['event', (name) => (EVENT_NAME.test(name) ? { kind: 'event', prefix: 'event', name } : undefined)],
  ['entry', entryField],
  ['var', varField],
  ['visits', visitsField],
])

export function enrollmentOf(subject: Subject, trail: Trail | undefined): EnrollmentSubject | undefined {
  return trail ? undefined : subject.enrollment
}

const TEXT_FIELDS: ReadonlySet<string> = new Set(CONTACT_FIELDS.filter((name) => name !== 'createdAt'))

function contactField(name: string, text: string): Field | undefined {
  const base = { kind: 'value', prefix: 'contact', name } as const
  if (name === 'tags') return { ...base, type: 'set', read: ({ contact }) => contact.tags }
  if (name === 'lists') return { ...base, type: 'set', read: ({ contact }) => contact.lists }
  if (name === 'createdAt') {
    return {
      ...base,
      type: 'date',
      read: ({ contact }) => formatInstant(contact.createdAt),
      readInstant: ({ contact }) => contact.createdAt,
    }
  }
  if (!ATTRIBUTE_NAME.test(name)) return undefined
  const read = ({ contact }: Subject) => ownValue(contact.fields, name)
  if (TEXT_FIELDS.has(name)) return { ...base, type: 'text', read }
  return { ...base, read, declaredType: (subject) => subject.declaredType(text) }
}

/** Account fields that are numbers without being declared so (fine print 151). */
const ACCOUNT_NUMBERS: ReadonlySet<string> = new Set(['employees', 'revenue'])

function accountField(name: string, text: string): Field | undefined {
  if (!ATTRIBUTE_NAME.test(name)) return undefined
  const fallback = builtInAccountType(name)
  return {
    kind: 'value',
    prefix: 'account',
    name,
    read: ({ contact }) => ownValue(contact.account, name),
    declaredType: (subject) => subject.declaredType(text) ?? fallback,
  }
}

/** The type of `account.<name>` where the workspace declares none; undefined = by its JSON type. */
export function builtInAccountType(name: string): AttributeType | undefined {
  return ACCOUNT_NUMBERS.has(name) ? 'number' : undefined
}

function scoreField(name: string): Field | undefined {
  const base = { kind: 'value', prefix: 'score', name } as const
  if (name === 'temperature') {
    return { ...base, type: 'word', words: TEMPERATURES, read: (subject) => subject.score().temperature }
  }
  if (name !== 'fit' && name !== 'engagement' && name !== 'total') return undefined
  return { ...base, type: 'number', read: (subject) => subject.score()[name] }
}

function bantField(name: string): Field | undefined {
  const answer = BANT.find((known) => known === name)
  return answer && { kind: 'value', prefix: 'bant', name, type: 'boolean', read: ({ contact }) => contact.bant[answer] }
}

/** `consent.<channel>` or `consent.<channel>.<topic>`; a record that is absent reads `unknown` (fine print 19, 20). */
function consentField(name: string): Field {
  return {
    kind: 'value',
    prefix: 'consent',
    name,
    type: 'word',
    words: CONSENT_STATES,
    read: ({ contact }) => ownValue(contact.consent, name) ?? 'unknown',
  }
}

/** The enrolling event and its properties; a property named `event` is shadowed by the name (fine print 87). */
function entryField(name: string): Field {
  const read: ValueField<Subject>['read'] =
    name === 'event'
      ? (subject, trail) => enrollmentOf(subject, trail)?.entryEvent
      : (subject, trail) => {
          const enrollment = enrollmentOf(subject, trail)
          return enrollment && readProperty(enrollment.entryProperties, name)
        }
  return { kind: 'value', prefix: 'entry', name, read }
}

/** Enrollment variables; dots go into nested answers. */
function varField(name: string): Field {
  return {
    kind: 'value',
    prefix: 'var',
    name,
    read(subject, trail) {
      const enrollment = enrollmentOf(subject, trail)
      return enrollment && readProperty(enrollment.vars, name)
    },
  }
}

function visitsField(name: string): Field {
  return {
    kind: 'value',
    prefix: 'visits',
    name,
    type: 'number',
    read: (subject, trail) => enrollmentOf(subject, trail)?.visits(name),
    isKnown: (subject, trail) => enrollmentOf(subject, trail)?.hasStep(name) === true,
  }
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
