import type { ImportError } from '@couveuse/shared/api/imports'
import type { AttributeValue, ContactChange } from '@couveuse/shared/contact/schema'
import {
  BANT,
  type BantAnswer,
  CONSENT_STATES,
  type ConsentState,
  MESSAGE_CHANNELS,
  type MessageChannel,
  STAGES,
  type Stage,
} from '@couveuse/shared/contract/words'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import { dateValueStart, parseDateValue } from '@couveuse/shared/time/date-value'
import type { ImportRow } from '../store/contacts.ts'
import { convertAccountField, convertContactField } from './convert-field.ts'
import type { Column } from './map-columns.ts'
import { normalizePhone } from './normalize-phone.ts'
import type { CsvRow } from './read-csv.ts'

export interface ConvertedRow {
  readonly line: number
  /** undefined when an error keeps it out */
  readonly row: ImportRow | undefined
  readonly email: string | undefined
  readonly findings: readonly ImportError[]
}

/** What a row has said so far; becomes one change set. */
interface Draft {
  id?: string
  createdAt?: number
  readonly fields: Record<string, AttributeValue>
  readonly account: Record<string, AttributeValue>
  readonly addTags: string[]
  readonly addLists: string[]
  stage?: Stage
  readonly bant: Partial<Record<BantAnswer, boolean>>
  readonly consent: Record<string, ConsentState>
  suppressed?: readonly MessageChannel[]
}

type Said = string | undefined

/**
 * One line of the file as a change set. Empty cells say nothing: they neither clear nor overwrite. Tags and lists are
 * added to those the contact has. A value that does not fit keeps the whole row out; a phone number that cannot be
 * dialled is kept as written, with a warning.
 */
export function convertRow(csv: CsvRow, columns: readonly Column[], settings: WorkspaceSettings): ConvertedRow {
  const draft: Draft = { fields: {}, account: {}, addTags: [], addLists: [], bant: {}, consent: {} }
  const findings: ImportError[] = []
  if (csv.cells.length > columns.length) {
    findings.push({
      line: csv.line,
      level: 'error',
      code: 'too_many_cells',
      message: `the row has ${csv.cells.length} cells, the header line names ${columns.length}; put text that holds the delimiter into quotes`,
    })
  }
  columns.forEach(({ header, field }, index) => {
    const text = csv.cells[index]?.trim() ?? ''
    if (field === null || text === '') return
    const wrong = take(draft, field, text, settings)
    if (wrong !== undefined) {
      const code = field === 'contact.email' ? 'invalid_email' : 'invalid_value'
      findings.push({ line: csv.line, column: header, level: 'error', code, message: wrong })
    }
  })
  const phoneColumn = columns.find((column) => column.field === 'contact.phone')
  if (phoneColumn) findings.push(...dialPhone(draft, csv.line, phoneColumn.header))
  const email = textOf(draft.fields.email)
  if (email === undefined && draft.id === undefined && findings.length === 0) {
    findings.push({
      line: csv.line,
      level: 'error',
      code: 'missing_email',
      message: 'the row has neither an e-mail address nor an id',
    })
  }
  const isKeptOut = findings.some((finding) => finding.level === 'error')
  return { line: csv.line, row: isKeptOut ? undefined : rowOf(draft), email, findings }
}

/** Puts a cell where its column goes; answers what is wrong with it. */
function take(draft: Draft, field: string, text: string, settings: WorkspaceSettings): Said {
  const dot = field.indexOf('.')
  const [prefix, name] = dot === -1 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)]
  switch (prefix) {
    case 'id':
      return takeId(draft, text)
    case 'stage':
      return takeStage(draft, text)
    case 'suppressed':
      return takeSuppressed(draft, text)
    case 'consent':
      return takeConsent(draft, name, text)
    case 'bant':
      return takeBant(draft, name, text)
    case 'account':
      return takeAccount(draft, name, text, settings)
    default:
      return takeContact(draft, name, text, settings)
  }
}

function takeContact(draft: Draft, name: string, text: string, { attributes, timezone }: WorkspaceSettings): Said {
  if (name === 'tags' || name === 'lists') {
    const members = text.split(/[,;|]/).map((each) => each.trim())
    draft[name === 'tags' ? 'addTags' : 'addLists'].push(...members.filter((each) => each !== ''))
    return undefined
  }
  if (name === 'createdAt') {
    const date = parseDateValue(text)
    if (!date) return `"${text}" is not a date of the calendar such as 2026-12-01`
    draft.createdAt = dateValueStart(date, timezone)
    return undefined
  }
  const converted = convertContactField(name, text, attributes)
  if (!converted.ok) return converted.message
  draft.fields[name] = converted.value
  return undefined
}

function takeAccount(draft: Draft, name: string, text: string, { attributes }: WorkspaceSettings): Said {
  const converted = convertAccountField(name, name === 'domain' ? bareDomain(text) : text, attributes)
  if (!converted.ok) return converted.message
  draft.account[name] = converted.value
  return undefined
}

/** `https://www.acme.example/about` -> `acme.example` */
function bareDomain(text: string): string {
  return text
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/.*$/, '')
}

function takeId(draft: Draft, text: string): Said {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text)) return `"${text}" is no id: letters, digits, _ and -, at most 64`
  draft.id = text
  return undefined
}

function takeStage(draft: Draft, text: string): Said {
  const stage = STAGES.find((each) => each === text.toLowerCase())
  if (!stage) return `"${text}" is no lifecycle stage; they are ${STAGES.join(', ')}`
  draft.stage = stage
  return undefined
}

const YES = new Set(['yes', 'y', 'true', '1', 'oui', 'o', 'vrai', 'x'])
const NO = new Set(['no', 'n', 'false', '0', 'non', 'faux'])

function takeConsent(draft: Draft, name: string, text: string): Said {
  const word = text.toLowerCase()
  const state =
    CONSENT_STATES.find((each) => each === word) ?? (YES.has(word) ? 'granted' : NO.has(word) ? 'denied' : undefined)
  if (!state) return `"${text}" is no consent; they are ${CONSENT_STATES.join(', ')}, yes and no`
  draft.consent[name] = state
  return undefined
}

function takeBant(draft: Draft, name: string, text: string): Said {
  const answer = BANT.find((each) => each === name)
  const word = text.toLowerCase()
  if (!answer || (!YES.has(word) && !NO.has(word))) return `"${text}" is neither yes nor no`
  draft.bant[answer] = YES.has(word)
  return undefined
}

function takeSuppressed(draft: Draft, text: string): Said {
  const word = text.toLowerCase()
  if (NO.has(word)) return undefined
  if (YES.has(word)) {
    draft.suppressed = MESSAGE_CHANNELS
    return undefined
  }
  const words = word.split(/[,;|\s]+/)
  const channels = MESSAGE_CHANNELS.filter((channel) => words.includes(channel))
  if (channels.length !== words.length)
    return `"${text}" is neither yes, no nor channels (${MESSAGE_CHANNELS.join(', ')})`
  draft.suppressed = channels
  return undefined
}

function dialPhone(draft: Draft, line: number, header: string): readonly ImportError[] {
  const written = textOf(draft.fields.phone)
  if (written === undefined) return []
  const phone = normalizePhone(written, textOf(draft.fields.country) ?? textOf(draft.account.country))
  if (phone === undefined) {
    const message = `"${written}" cannot be dialled, so no SMS will go there: write it with its country code (+33 6 12 34 56 78), or add a country column`
    return [{ line, column: header, level: 'warning', code: 'invalid_phone', message }]
  }
  draft.fields.phone = phone
  return []
}

function rowOf({
  id,
  createdAt,
  fields,
  account,
  addTags,
  addLists,
  stage,
  bant,
  consent,
  suppressed,
}: Draft): ImportRow {
  const change: ContactChange = {
    fields,
    ...(isEmpty(account) ? {} : { account }),
    ...(addTags.length === 0 ? {} : { addTags }),
    ...(addLists.length === 0 ? {} : { addLists }),
    ...(stage === undefined ? {} : { stage }),
    ...(isEmpty(bant) ? {} : { bant }),
    ...(isEmpty(consent) ? {} : { consent }),
    ...(suppressed === undefined ? {} : { suppressed }),
  }
  return { ...(id === undefined ? {} : { id }), ...(createdAt === undefined ? {} : { createdAt }), change }
}

const isEmpty = (map: object): boolean => Object.keys(map).length === 0

function textOf(value: AttributeValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
