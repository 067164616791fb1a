import type { Json } from '../../contract/json.ts'
import type { Field } from '../fields.ts'
import { readDate } from '../operators/date.ts'
import type { EventCount } from '../operators/event.ts'
import { dateText } from './date-text.ts'
import { durationAmounts } from './duration-words.ts'
import { type ComparingOperator, inWords, type Label, type Phrases, type Subjected } from './phrases.ts'

const CONTACT: Readonly<Record<string, Label>> = {
  email: { text: 'l’adresse e-mail', gender: 'f' },
  phone: { text: 'le numéro de téléphone' },
  firstName: { text: 'le prénom' },
  lastName: { text: 'le nom' },
  title: { text: 'la fonction', gender: 'f' },
  language: { text: 'la langue', gender: 'f' },
  timezone: { text: 'le fuseau horaire' },
  country: { text: 'le pays' },
  city: { text: 'la ville', gender: 'f' },
  source: { text: 'la source', gender: 'f' },
  createdAt: { text: 'la date de création', gender: 'f' },
  owner: { text: 'le propriétaire' },
  buyingRole: { text: 'le rôle d’achat' },
  tags: { text: 'l’ensemble des tags' },
  lists: { text: 'l’ensemble des listes' },
}
const ACCOUNT: Readonly<Record<string, Label>> = {
  name: { text: 'le nom du compte' },
  domain: { text: 'le domaine du compte' },
  industry: { text: 'le secteur du compte' },
  employees: { text: 'l’effectif du compte' },
  revenue: { text: 'le chiffre d’affaires du compte' },
  country: { text: 'le pays du compte' },
}
const SCORES: Readonly<Record<string, Label>> = {
  fit: { text: 'le score de profil' },
  engagement: { text: 'le score d’engagement' },
  total: { text: 'le score total' },
  temperature: { text: 'la température', gender: 'f' },
}
const WORDS: Readonly<Record<string, string>> = {
  cold: 'froid',
  warm: 'tiède',
  hot: 'chaud',
  mql: 'MQL',
  sal: 'SAL',
  sql: 'SQL',
  opportunity: 'opportunité',
  customer: 'client',
  recycled: 'recyclé',
  disqualified: 'disqualifié',
  granted: 'accordé',
  denied: 'refusé',
  pending: 'en attente',
  unknown: 'inconnu',
}

function label(field: Field): Label {
  const { prefix, name } = field
  switch (prefix) {
    case 'contact':
      return CONTACT[name] ?? { text: `l’attribut ${quoted(inWords(name))}` }
    case 'account':
      return ACCOUNT[name] ?? { text: `l’attribut de compte ${quoted(inWords(name))}` }
    case 'score':
      return SCORES[name] ?? { text: `le score ${quoted(name)}` }
    case 'stage':
      return { text: 'l’étape', gender: 'f' }
    case 'bant':
      return { text: `la réponse BANT ${quoted(name)}`, gender: 'f' }
    case 'consent':
      return { text: `le consentement ${name.replace('.', ' / ')}` }
    case 'entry':
      return name === 'event'
        ? { text: 'l’événement d’entrée' }
        : { text: `la propriété d’entrée ${quoted(inWords(name))}`, gender: 'f' }
    case 'var':
      return { text: `la variable ${quoted(name)}`, gender: 'f' }
    case 'visits':
      return { text: `le nombre de passages par ${quoted(name)}` }
    case 'event':
    case 'segment':
      return { text: quoted(name) }
  }
}

type Verb = readonly [holds: string, fails: string]
const less = (e: string): string => `est inférieur${e} à`
const least = (e: string): string => `est supérieur${e} ou égal${e} à`
const most = (e: string): string => `est inférieur${e} ou égal${e} à`
const more = (e: string): string => `est supérieur${e} à`

/** `e` = what the adjective ends in: nothing, or an e. */
const verbs = (e: string): Readonly<Record<ComparingOperator, Verb>> => ({
  '=': ['est', 'n’est pas'],
  '<': [less(e), least(e)],
  '<=': [most(e), more(e)],
  '>': [more(e), most(e)],
  '>=': [least(e), less(e)],
  between: ['est entre', 'n’est pas entre'],
  in: ['est parmi', 'n’est pas parmi'],
  contains: ['contient', 'ne contient pas'],
  beginsWith: ['commence par', 'ne commence pas par'],
  endsWith: ['se termine par', 'ne se termine pas par'],
  before: ['tombe avant le', 'ne tombe pas avant le'],
  after: ['tombe après le', 'ne tombe pas après le'],
  withinLast: ['remonte à moins de', 'ne remonte pas à moins de'],
  withinNext: ['tombe d’ici', 'ne tombe pas d’ici'],
  olderThan: ['remonte à plus de', 'ne remonte pas à plus de'],
})
const VERBS = { m: verbs(''), f: verbs('e') }
const DATE_VERBS: Readonly<Partial<Record<ComparingOperator, Verb>>> = {
  '=': ['est le', 'n’est pas le'],
  '<': VERBS.m.before,
  '<=': ['ne tombe pas après le', 'tombe après le'],
  '>': VERBS.m.after,
  '>=': ['ne tombe pas avant le', 'tombe avant le'],
}
const SET_VERBS: Readonly<Partial<Record<ComparingOperator, Verb>>> = {
  in: ['contient l’un de', 'ne contient aucun de'],
}

function predicate(
  operator: ComparingOperator,
  holds: boolean,
  value: string,
  { gender, isDate, isSet }: Subjected,
): string {
  const verb = (isDate && DATE_VERBS[operator]) || (isSet && SET_VERBS[operator]) || VERBS[gender][operator]
  return `${verb[holds ? 0 : 1]} ${value}`
}

const happened = (holds: boolean): string => (holds ? 's’est produit' : 'ne s’est pas produit')

function event(name: string, count: EventCount, holds: boolean, where: string | undefined): string {
  const { atLeast, atMost } = count
  const limits = limitsOf(count, where)
  if (atLeast === 1 && atMost === Number.POSITIVE_INFINITY) return `${quoted(name)} ${happened(holds)}${limits}`
  if (atMost === 0) return `${quoted(name)} ${happened(!holds)}${limits}`
  return `${quoted(name)} ${happened(holds)} ${bounds(count)}${limits}`
}

function counted(name: string, count: EventCount, seen: number, where: string | undefined): string {
  const told = seen === 0 ? happened(false) : `${happened(true)} ${seen} fois`
  const isPlain = count.atLeast === 1 && count.atMost === Number.POSITIVE_INFINITY
  const asked = isPlain || count.atMost === 0 ? '' : ` (demandé\u202f: ${bounds(count)})`
  return `${quoted(name)} ${told}${limitsOf(count, where)}${asked}`
}

function bounds({ atLeast, atMost }: EventCount): string {
  if (atLeast === atMost) return `exactement ${atLeast} fois`
  if (atMost === Number.POSITIVE_INFINITY) return `au moins ${atLeast} fois`
  return atLeast === 0 ? `au plus ${atMost} fois` : `${atLeast} à ${atMost} fois`
}

function limitsOf({ within, sinceEntry, of }: EventCount, where: string | undefined): string {
  return [
    within ? ` depuis moins de ${duration(within.text)}` : '',
    sinceEntry ? ' depuis l’entrée dans le scénario' : '',
    of === undefined ? '' : ` pour le message de ${quoted(of)}`,
    where === undefined ? '' : ` où ${where}`,
  ].join('')
}

function value(json: Json, field: Field | undefined): string {
  if (Array.isArray(json)) return list(json.map((member) => value(member, field)))
  if (typeof json === 'boolean') return json ? 'oui' : 'non'
  if (typeof json === 'number') return json.toLocaleString('fr', { maximumFractionDigits: 6 })
  if (typeof json !== 'string') return JSON.stringify(json)
  if (field?.kind === 'value' && field.type === 'word') return WORDS[json.toLowerCase()] ?? json.toLowerCase()
  const date = readDate(json)
  return date ? dateText(date, 'fr') : json.trim()
}

const UNITS = {
  years: ['an', 'ans'],
  months: ['mois', 'mois'],
  weeks: ['semaine', 'semaines'],
  days: ['jour', 'jours'],
  hours: ['heure', 'heures'],
  minutes: ['minute', 'minutes'],
  seconds: ['seconde', 'secondes'],
} as const

function duration(text: string): string {
  const amounts = durationAmounts(text)
  if (!amounts) return quoted(text)
  return amounts
    .map(([unit, amount]) => `${String(amount).replace('.', ',')} ${UNITS[unit][amount < 2 ? 0 : 1]}`)
    .join(' et ')
}

function list(items: readonly string[]): string {
  return items.join(', ')
}

/** French puts a narrow no-break space inside guillemets. */
function quoted(text: string): string {
  return `«\u202f${text}\u202f»`
}

export const FRENCH: Phrases = {
  label,
  predicate,
  hasValue: (holds) => (holds ? 'a une valeur' : 'n’a pas de valeur'),
  membership: (segment, holds) => `${holds ? 'dans le' : 'hors du'} segment ${quoted(segment)}`,
  event,
  counted,
  unknownField: (text) => `${quoted(text)} n’est pas un champ`,
  unknownOperator: (text) => `${quoted(text)} n’est pas un opérateur`,
  unknownSegment: (key) => `le segment ${quoted(key)} n’existe pas`,
  unreadable: (text) => `rien ne se compare par ${text}`,
  value,
  duration,
  and: 'et',
  or: 'ou',
  not: (text) => `non (${text})`,
  always: 'toujours',
  never: 'jamais',
}
