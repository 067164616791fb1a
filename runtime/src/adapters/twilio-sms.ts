import { z } from 'zod'
import type { SendResult } from '../ports/send-result.ts'
import type { OutgoingSms, SmsSender } from '../ports/sms-sender.ts'

export interface TwilioOptions {
  /** `https://api.twilio.com`, or of a provider that speaks the same */
  readonly baseUrl: string
  readonly account: string
  readonly token: string
  /** a number in E.164, an alphanumeric sender, or the id of a messaging service (`MG…`) */
  readonly from: string
  readonly answerWithinMs?: number
}

const ANSWER_WITHIN_MS = 20_000
const answerSchema = z.object({
  sid: z.string().optional(),
  code: z.number().optional(),
  message: z.string().optional(),
})

/** Codes of the provider that tell about the number, not about us. */
const NO_SUCH_NUMBER = new Set([21211, 21214, 21217, 21614, 30003, 30005, 30006])
const OPTED_OUT = 21610

/**
 * SMS through the Twilio-compatible HTTP API. The key goes along as `Idempotency-Key`; not every provider obeys it, so a
 * request whose answer was lost is `unknown` all the same.
 */
export function twilioSms(options: TwilioOptions): SmsSender {
  const url = `${options.baseUrl}/2010-04-01/Accounts/${encodeURIComponent(options.account)}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${options.account}:${options.token}`).toString('base64')}`

  async function send(sms: OutgoingSms): Promise<SendResult> {
    const from = sms.from ?? options.from
    const sender = /^MG[0-9a-f]{32}$/i.test(from) ? { MessagingServiceSid: from } : { From: from }
    let response: Response
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { authorization, 'idempotency-key': sms.key, accept: 'application/json' },
        body: new URLSearchParams({ To: sms.to, Body: sms.text, ...sender }),
        redirect: 'error',
        signal: AbortSignal.timeout(options.answerWithinMs ?? ANSWER_WITHIN_MS),
      })
    } catch (error) {
      return judgeLostCall(error)
    }
    return judgeAnswer(response, await readAnswer(response))
  }

  return { send }
}

/** A connection that never stood cannot have carried anything; about any other nobody knows. */
function judgeLostCall(error: unknown): SendResult {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const text = cause instanceof Error ? cause.message : String(cause)
  const neverStood = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ]
  const told = `no answer from the SMS provider: ${code || text}`
  return neverStood.includes(code) ? { type: 'later', error: told } : { type: 'unknown', error: told }
}

type Answer = z.infer<typeof answerSchema>

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text().catch(() => '') // the status alone decides then
  try {
    const parsed = answerSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : {}
  } catch {
    return {} // a gateway's HTML page: the status alone decides
  }
}

function judgeAnswer(response: Response, answer: Answer): SendResult {
  if (response.ok) return { type: 'accepted', ...(answer.sid === undefined ? {} : { providerId: answer.sid }) }
  const { status } = response
  const error = [`${status}`, answer.code, answer.message].filter((part) => part !== undefined).join(' ')
  if (answer.code === OPTED_OUT) return { type: 'refused', error, because: 'opted_out' }
  if (answer.code !== undefined && NO_SUCH_NUMBER.has(answer.code))
    return { type: 'refused', error, because: 'no_mailbox' }
  const pauseMs = Number(response.headers.get('retry-after')) * 1000
  // Wrong credentials are ours to mend: the messages wait meanwhile.
  if (status === 401 || status === 403 || status === 408 || status === 429 || status >= 500) {
    return { type: 'later', error, ...(pauseMs > 0 ? { retryAfterMs: pauseMs } : {}) }
  }
  return { type: 'refused', error }
}
