import { type Filter, IfTag, Output, type Template, type Token, TypeGuards, type Value } from 'liquidjs'
import type { TemplateContext } from './schema.ts'

/*
 * What nearly every message is made of - text, `{{ contact.firstName | default: "you" }}`, `{% if account.name %}` - put
 * together directly: liquidjs runs a generator per token, which costs more than all the rest of a step. A template with
 * anything else in it is rendered by liquidjs as a whole; the tests hold both to the same words.
 */

/** Writes a template, or undefined where only liquidjs can say what is to happen (a limit was reached). */
export type QuickTemplate = (context: TemplateContext) => string | undefined

/** How many characters may be escaped, and how many pieces rendered, in one rendering: the limits of the slow way. */
export interface QuickLimits {
  readonly characters: number
  readonly pieces: number
}

/** A rendering under way. */
interface Sheet {
  text: string
  escaped: number
}
type Piece = (context: TemplateContext, sheet: Sheet) => void
type Read = (context: TemplateContext) => unknown

/** Undefined where the template holds anything but text, plain outputs and plain ifs. */
export function quickTemplate(parts: readonly Template[], limits: QuickLimits): QuickTemplate | undefined {
  const count = { pieces: 0 }
  const write = sequence(parts, count)
  if (!write || count.pieces > limits.pieces) return undefined
  return (context) => {
    const sheet: Sheet = { text: '', escaped: 0 }
    write(context, sheet)
    return sheet.escaped > limits.characters ? undefined : sheet.text
  }
}

function sequence(parts: readonly Template[], count: { pieces: number }): Piece | undefined {
  count.pieces += parts.length + 1
  const pieces: Piece[] = []
  for (const part of parts) {
    const piece = pieceOf(part, count)
    if (!piece) return undefined
    pieces.push(piece)
  }
  return (context, sheet) => {
    for (const piece of pieces) piece(context, sheet)
  }
}

function pieceOf(part: Template, count: { pieces: number }): Piece | undefined {
  if (part instanceof Output) return output(part.value)
  if (part instanceof IfTag) return choice(part, count)
  if (!TypeGuards.isHTMLToken(part.token)) return undefined
  const text = part.token.getContent()
  return (_, sheet) => {
    sheet.text += text
  }
}

function choice({ branches, elseTemplates }: IfTag, count: { pieces: number }): Piece | undefined {
  const otherwise = sequence(elseTemplates ?? [], count)
  const ways: { readonly read: Read; readonly write: Piece }[] = []
  for (const { value, templates } of branches) {
    const read = value.filters.length === 0 ? firstValue(value) : undefined
    const write = sequence(templates, count)
    if (!read || !write) return undefined
    ways.push({ read, write })
  }
  return (context, sheet) => {
    const way = ways.find(({ read }) => !isNothing(read(context)))
    if (way) way.write(context, sheet)
    else otherwise?.(context, sheet)
  }
}

/** The name liquidjs gives to the escaping that it puts behind every output in HTML. */
const ESCAPING = '[object Function]'

function output(value: Value): Piece | undefined {
  const first = firstValue(value)
  if (!first) return undefined
  let read: Read = first
  let isEscaped = false
  for (const filter of value.filters) {
    // Whatever follows the escaping would work on what it made.
    if (isEscaped) return undefined
    if (filter.name === ESCAPING) {
      isEscaped = true
      continue
    }
    const withDefault = filter.name === 'default' ? orElse(read, filter) : undefined
    if (!withDefault) return undefined
    read = withDefault
  }
  if (!isEscaped)
    return (context, sheet) => {
      sheet.text += printed(read(context))
    }
  return (context, sheet) => {
    const text = printed(read(context))
    sheet.escaped += text.length
    sheet.text += escaped(text)
  }
}

/** `default`: instead of nothing, of false, and of empty text or lists. */
function orElse(read: Read, { args }: Filter): Read | undefined {
  const [only, ...more] = args
  if (only === undefined || more.length > 0 || Array.isArray(only)) return undefined
  const instead = readToken(only)
  if (!instead) return undefined
  return (context) => {
    const value = read(context)
    if (typeof value === 'string' || Array.isArray(value)) return value.length > 0 ? value : instead(context)
    return isNothing(value) ? instead(context) : value
  }
}

const isNothing = (value: unknown): boolean => value === false || value === undefined || value === null

/** The value an output or a condition begins with, where it is a single one. */
function firstValue({ initial }: Value): Read | undefined {
  const [only, ...more] = initial.postfix
  return only && more.length === 0 ? readToken(only) : undefined
}

function readToken(token: Token): Read | undefined {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) {
    const { content } = token
    return () => content
  }
  return TypeGuards.isPropertyAccessToken(token) && token.variable === undefined ? path(token.props) : undefined
}

type Root = 'contact' | 'account' | 'score' | 'stage' | 'owner' | 'flow' | 'vars' | 'event'
const ROOTS: Readonly<Record<Root, Read>> = {
  contact: ({ contact }) => contact,
  account: ({ account }) => account,
  score: ({ score }) => printedScore(score),
  stage: ({ stage }) => stage,
  owner: ({ owner }) => owner,
  flow: ({ flow }) => flow,
  vars: ({ vars }) => vars,
  event: ({ event }) => event,
}
const isRoot = (name: string): name is Root => Object.hasOwn(ROOTS, name)

/** liquidjs makes these up where a value has no such property. */
const MADE_UP: ReadonlySet<string> = new Set(['size', 'first', 'last'])

function path(props: readonly Token[]): Read | undefined {
  const names: string[] = []
  for (const prop of props) {
    if (!(TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop)) || MADE_UP.has(prop.content)) return undefined
    names.push(prop.content)
  }
  const [root, ...rest] = names
  if (root === undefined || !isRoot(root)) return undefined
  const begin = ROOTS[root]
  return (context) => {
    let value = begin(context)
    for (const name of rest) {
      if (value === undefined || value === null) return value
      value = ownProperty(value, name)
    }
    return value
  }
}

/** Own properties only, so that no template reaches into how objects are made; a text has a length and characters. */
function ownProperty(value: unknown, name: string): unknown {
  if (isRecord(value)) return Object.hasOwn(value, name) ? value[name] : undefined
  return typeof value === 'string' ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Scores are printed with at most 2 decimals (fine print 44). */
export function printedScore(score: TemplateContext['score']): Record<string, unknown> {
  const rounded: Record<string, unknown> = {}
  for (const name in score) {
    const value = score[name]
    rounded[name] = typeof value === 'number' ? Math.round(value * 100) / 100 : value
  }
  return rounded
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.map(printed).join('') : String(value)
}

const SPECIAL = /[&<>"']/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign) : text
