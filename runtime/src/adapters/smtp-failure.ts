import type { RefusalCause, SendResult } from '../ports/send-result.ts'

/** How much of a message the server may have: nothing, a part that it can only drop, or all of it. */
export type Progress = 'none' | 'part' | 'all'

interface SmtpError extends Error {
  readonly code?: string
  /** SMTP reply, where there was one */
  readonly responseCode?: number
  readonly response?: string
  /** `RCPT TO`, `DATA`, `CONN` … */
  readonly command?: string
}

/**
 * What a failure of SMTP means for the message. A reply decides: 4yz later, 5yz never (RFC 5321 §4.2.1) - except where it
 * speaks of us and not of the message: login and sequence. Without a reply it depends on how much the server may have.
 */
export function judgeFailure(error: unknown, progress: Progress): SendResult {
  if (!isSmtpError(error)) return undecided(String(error), progress)
  const told = tell(error)
  const { responseCode, code } = error
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return { type: 'later', error: told }
  if (responseCode !== undefined) {
    const isFinal = responseCode >= 500 && responseCode < 600 && responseCode !== 503
    return isFinal ? refused(told, refusalCause(error)) : { type: 'later', error: told }
  }
  // Refused before anything was said to the server: an address it could not even be asked about, or too large.
  if (code === 'EENVELOPE') return refused(told, 'no_mailbox')
  if (code === 'EMESSAGE') return refused(told, undefined)
  return undecided(told, progress)
}

const undecided = (error: string, progress: Progress): SendResult =>
  progress === 'all' ? { type: 'unknown', error } : { type: 'later', error }

const refused = (error: string, because: RefusalCause | undefined): SendResult =>
  because === undefined ? { type: 'refused', error } : { type: 'refused', error, because }

/**
 * An enhanced status (RFC 3463) says whom the refusal is about: x.1.z the address, others the mailbox, the route or a
 * policy. Without one a refused recipient counts as no mailbox.
 */
function refusalCause(error: SmtpError): RefusalCause | undefined {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(error.response ?? '')
  if (enhanced) {
    const [, subject, detail] = enhanced
    if (subject === '1' && detail !== '7' && detail !== '8') return 'no_mailbox'
    if (subject === '2' && detail === '1') return 'no_mailbox' // mailbox disabled
    return error.command === 'RCPT TO' ? 'unreachable' : undefined
  }
  return error.command === 'RCPT TO' ? 'no_mailbox' : undefined
}

const isSmtpError = (error: unknown): error is SmtpError => error instanceof Error

/** Reply first: it is what an operator searches for. Addresses in a reply stay out of the log, not out of the record. */
function tell({ response, message, code, command }: SmtpError): string {
  const text = (response ?? message).replace(/\s+/g, ' ').trim().slice(0, 500)
  const where = command === undefined || command === 'CONN' || command === 'API' ? '' : ` (${command})`
  return response === undefined && code !== undefined ? `${text} [${code}]${where}` : `${text}${where}`
}
