import { ATTRIBUTE_NAME } from '@couveuse/shared/contact/names'
import { BANT, CONTACT_FIELDS, MESSAGE_CHANNELS } from '@couveuse/shared/contract/words'

/**
 * Where a column goes, in the words of FLOW-DSL §3: `id`, `contact.<name>`, `account.<name>`, `contact.tags`,
 * `contact.lists`, `stage`, `consent.<channel>`, `bant.<answer>`, `suppressed`.
 */
export type ColumnField = string

/** How people and other products call the fields, in English and French; compared without case, accents and signs. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  id: ['contactid', 'identifiant'],
  'contact.email': [
    'mail',
    'emailaddress',
    'mailaddress',
    'courriel',
    'adresseemail',
    'adressemail',
    'adressecourriel',
  ],
  'contact.phone': [
    'mobile',
    'mobilephone',
    'telephone',
    'tel',
    'phonenumber',
    'cell',
    'portable',
    'numerodetelephone',
  ],
  'contact.firstName': ['givenname', 'prenom', 'forename'],
  'contact.lastName': ['surname', 'familyname', 'nom', 'nomdefamille', 'name'],
  'contact.title': ['jobtitle', 'position', 'fonction', 'poste', 'role'],
  'contact.language': ['langue', 'locale', 'lang'],
  'contact.timezone': ['fuseauhoraire', 'fuseau', 'tz'],
  'contact.country': ['pays', 'countrycode'],
  'contact.city': ['ville', 'town'],
  'contact.source': ['leadsource', 'origine', 'origin'],
  'contact.owner': ['contactowner', 'salesrep', 'commercial', 'proprietaire'],
  'contact.buyingRole': ['roledachat'],
  'contact.tags': ['tags', 'tag', 'etiquettes', 'labels'],
  'contact.lists': ['lists', 'list', 'listes', 'liste'],
  stage: ['lifecyclestage', 'etape', 'leadstatus'],
  'account.name': [
    'company',
    'companyname',
    'account',
    'organization',
    'organisation',
    'societe',
    'entreprise',
    'compte',
    'raisonsociale',
  ],
  'account.domain': ['website', 'companydomain', 'domain', 'siteweb', 'domaine'],
  'account.industry': ['industry', 'sector', 'secteur', 'secteurdactivite'],
  'account.employees': ['employees', 'numberofemployees', 'companysize', 'effectif', 'effectifs', 'headcount'],
  'account.revenue': ['revenue', 'annualrevenue', 'turnover', 'chiffredaffaires', 'ca'],
  'consent.email': ['consent', 'emailconsent', 'optin', 'emailoptin', 'consentement', 'consentementemail'],
  'consent.sms': ['smsconsent', 'smsoptin', 'consentementsms'],
  suppressed: ['exclu', 'donotcontact'],
}

const FIELDS_BY_NAME = new Map<string, ColumnField>()
for (const name of CONTACT_FIELDS) FIELDS_BY_NAME.set(fold(name), `contact.${name}`)
for (const answer of BANT) FIELDS_BY_NAME.set(fold(answer), `bant.${answer}`)
for (const [field, names] of Object.entries(SYNONYMS)) {
  FIELDS_BY_NAME.set(fold(field), field)
  for (const name of names) FIELDS_BY_NAME.set(name, field)
}

/**
 * The field a header means. A header nobody knows becomes a custom attribute whose name is made from it (fine print 147):
 * `Job level` -> `contact.jobLevel`. Undefined when nothing of it can be a name.
 */
export function fieldOfHeader(header: string): ColumnField | undefined {
  const known = FIELDS_BY_NAME.get(fold(header))
  if (known) return known
  return exactField(header.trim()) ?? customField(header)
}

/** A field written out as such: `account.region`, `contact.jobLevel`, `consent.email.news`. */
export function exactField(text: string): ColumnField | undefined {
  if (text === 'id' || text === 'stage' || text === 'suppressed') return text
  const dot = text.indexOf('.')
  const [prefix, name] = [text.slice(0, dot), text.slice(dot + 1)]
  if (prefix === 'contact' || prefix === 'account') return ATTRIBUTE_NAME.test(name) ? text : undefined
  if (prefix === 'bant') return BANT.some((answer) => answer === name) ? text : undefined
  if (prefix === 'consent')
    return MESSAGE_CHANNELS.some((channel) => name === channel || name.startsWith(`${channel}.`)) ? text : undefined
  return undefined
}

function customField(header: string): ColumnField | undefined {
  if (ATTRIBUTE_NAME.test(header.trim())) return `contact.${header.trim()}`
  const words = plain(header)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  if (words.length === 0) return undefined
  const [first = '', ...others] = words
  const joined =
    first.toLowerCase() + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('')
  return `contact.${/^[0-9]/.test(joined) ? `column${joined}` : joined}`
}

/** Without accents: é is e, so that `Société` and `Societe` are one header. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '')
}

function fold(text: string): string {
  return plain(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
