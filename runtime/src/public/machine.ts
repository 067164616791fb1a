/**
 * Mail gateways and chat clients that open every link to look behind it (FLOW-DSL §6 "known agents"). Plain HTTP
 * libraries are not on the list: they are as often a person's tool.
 */
const KNOWN_AGENTS =
  /bot\b|crawler|spider|urlscan|link ?check|link ?preview|proofpoint|mimecast|barracuda|safelinks|symantec|trendmicro|forcepoint|zscaler|fireeye|sophos|facebookexternalhit|whatsapp|skypeuripreview|microsoft office existence/i

const BURST_MS = 2000
const TRAP_MS = 60_000
const MESSAGES_KEPT = 10_000

export interface Visit {
  readonly messageKey: string
  /** what was asked for; two different ones within a moment are no human hand. Absent for a picture. */
  readonly url?: string
  readonly at: number
  readonly method: string
  readonly headers: Headers
  /** when the message left us; null while it has not, or nobody knows */
  readonly sentAt: number | null
}

export interface MachineWatch {
  /** true when the visit was most likely made by a link scanner; kept either way, but flagged (fine print 155) */
  isMachine(visit: Visit): boolean
  /** somebody followed the link that no human sees: what follows from that message is the same machine */
  trapped(messageKey: string, at: number): void
}

/**
 * Tells scanners by what §6 names: known agents, a visit before delivery, the invisible link, a burst of links. Only the
 * first link of a burst slips through, and the invisible link stands first. Memory is bounded and lost on restart.
 */
export function machineWatch(): MachineWatch {
  const lastClicks = new Map<string, { readonly url: string; readonly at: number }>()
  const traps = new Map<string, number>()

  return {
    isMachine({ messageKey, url, at, method, headers, sentAt }) {
      const trappedAt = traps.get(messageKey)
      const last = lastClicks.get(messageKey)
      const isBurst = url !== undefined && last !== undefined && last.url !== url && at - last.at < BURST_MS
      if (url !== undefined) remember(lastClicks, messageKey, { url, at })
      return (
        isBurst ||
        method === 'HEAD' ||
        isKnownAgent(headers) ||
        (sentAt !== null && at < sentAt) ||
        (trappedAt !== undefined && at - trappedAt < TRAP_MS)
      )
    },
    trapped(messageKey, at) {
      remember(traps, messageKey, at)
    },
  }
}

function isKnownAgent(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? ''
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-purpose') ?? ''}`
  return KNOWN_AGENTS.test(agent) || /prefetch|preview/i.test(purpose)
}

/** Newest last; the oldest goes when there are too many. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= MESSAGES_KEPT) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
