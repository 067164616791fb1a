import type { ContactEvent } from '@couveuse/shared/contact/schema'
import type { JsonObject } from '@couveuse/shared/contract/json'
import type { MessageLink } from '../ports/links.ts'
import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import type { MachineWatch } from './machine.ts'
import type { TokenSigner } from './signed-token.ts'
import { brokenLinkPage, donePage, pageLanguage, questionPage } from './unsubscribe-page.ts'

/** What the pages of the contact need; they know no operator, no session and no cookie. */
export interface PublicDeps {
  readonly store: Store
  readonly clock: { now(): number }
  receive(arrivals: readonly Arrival[]): Promise<readonly ArrivalOutcome[]>
  readonly signer: TokenSigner
  readonly machines: MachineWatch
  readonly newId: () => string
  /** a link must lead on even when we cannot write it down */
  readonly onError: (error: unknown) => void
}

/** 43 bytes: one transparent dot, GIF89a. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const NEVER_KEPT = { 'cache-control': 'no-store, no-cache, must-revalidate, private', 'referrer-policy': 'no-referrer' }

/** Always answers the dot: a broken picture in a message helps nobody. */
export async function trackOpen(deps: PublicDeps, token: string, request: Request): Promise<Response> {
  const meaning = deps.signer.read('open', token)
  if (meaning) await note(deps, meaning, 'email_opened', request, {})
  return new Response(new Uint8Array(DOT), {
    headers: { ...NEVER_KEPT, 'content-type': 'image/gif', 'content-length': String(DOT.length) },
  })
}

/** Leads on to the address inside the signature, and nowhere else. */
export async function trackClick(deps: PublicDeps, token: string, request: Request): Promise<Response> {
  const meaning = deps.signer.read('click', token)
  if (!meaning || !isWebAddress(meaning.url)) return brokenLink(request)
  await note(deps, meaning, 'email_clicked', request, { url: meaning.url })
  return new Response(null, { status: 302, headers: { ...NEVER_KEPT, location: new URL(meaning.url).href } })
}

/** The link that no human sees. Whoever follows it is a machine, and so is what it does next. */
export async function trackTrap(deps: PublicDeps, token: string): Promise<Response> {
  const meaning = deps.signer.read('trap', token)
  if (meaning) deps.machines.trapped(meaning.messageKey, deps.clock.now())
  return new Response(null, { status: 204, headers: NEVER_KEPT })
}

/** Gateways click every link, so asking for the page changes nothing (RFC 8058). */
export function showUnsubscribe(deps: PublicDeps, token: string, request: Request): Response {
  const meaning = deps.signer.read('unsubscribe', token)
  if (!meaning) return brokenLink(request)
  return page(questionPage(languageOf(meaning, request), meaning.topic))
}

/**
 * The POST acts, whatever its body, without session, cookie, token or redirect; twice is as good as once. A contact that
 * is gone, or has no consent left to withdraw, gets the same answer.
 */
export async function unsubscribe(deps: PublicDeps, token: string, request: Request): Promise<Response> {
  const meaning = deps.signer.read('unsubscribe', token)
  if (!meaning) return brokenLink(request)
  const { contactId, messageKey, channel, topic } = meaning
  const row = await deps.store.contacts.get(contactId)
  const key = topic === undefined ? channel : `${channel}.${topic}`
  if (row && row.contact.consent[key] !== 'denied') {
    const properties = { channel, ...(topic === undefined ? {} : { topic }) }
    await deps.receive([arrival(deps, { contactId, messageKey }, 'unsubscribed', properties, false)])
  }
  return page(donePage(languageOf(meaning, request), topic))
}

type Tracked = Pick<MessageLink, 'contactId' | 'messageKey'>

async function note(
  deps: PublicDeps,
  meaning: Tracked,
  name: string,
  request: Request,
  properties: { readonly url?: string },
): Promise<void> {
  try {
    const { messageKey } = meaning
    const isMachine = deps.machines.isMachine({
      messageKey,
      ...properties,
      at: deps.clock.now(),
      method: request.method,
      headers: request.headers,
      sentAt: (await deps.store.messages.get(messageKey))?.sentAt ?? null,
    })
    await deps.receive([arrival(deps, meaning, name, { ...properties }, isMachine)])
  } catch (error) {
    deps.onError(error)
  }
}

function arrival(
  deps: PublicDeps,
  { contactId, messageKey }: Tracked,
  name: string,
  properties: JsonObject,
  machine: boolean,
): Arrival {
  const now = deps.clock.now()
  const event: ContactEvent = {
    id: deps.newId(),
    name,
    occurredAt: now,
    arrivedAt: now,
    properties,
    machine,
    messageKey,
  }
  return { contact: { id: contactId }, cause: { type: 'event', event } }
}

function languageOf(meaning: { readonly language?: string }, request: Request): 'en' | 'fr' {
  return pageLanguage(meaning.language, request.headers.get('accept-language') ?? undefined)
}

function brokenLink(request: Request): Response {
  return page(brokenLinkPage(pageLanguage(undefined, request.headers.get('accept-language') ?? undefined)), 400)
}

function page(html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      ...NEVER_KEPT,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  })
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
