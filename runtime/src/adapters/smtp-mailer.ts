import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Mailer, OutgoingMail } from '../ports/mailer.ts'
import type { SendResult } from '../ports/send-result.ts'
import { judgeFailure, type Progress } from './smtp-failure.ts'

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly url: string
  readonly connections: number
  /** how long the server may be silent, also after it has got the whole message */
  readonly answerWithinMs?: number
}

const CONNECT_WITHIN_MS = 15_000
const ANSWER_WITHIN_MS = 120_000
const MESSAGES_PER_CONNECTION = 500
/** A pooled connection that the server closed while it was idle costs a second one, not an attempt. */
const FRESH_CONNECTIONS = 2

/**
 * Sends through a pool of SMTP connections. Watches how far each message got: what broke before the server could have
 * had all of it is tried again, what broke after that is `unknown`.
 */
export function smtpMailer(options: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.connections,
    maxMessages: MESSAGES_PER_CONNECTION,
    maxRequeues: FRESH_CONNECTIONS,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: options.answerWithinMs ?? ANSWER_WITHIN_MS,
    logger: false,
  })
  const watched = new Map<string, Watched>()
  transport.use('stream', (mail, done) => {
    const watch = watched.get(mail.data.messageId ?? '')
    if (watch) mail.message.processFunc((content) => watch.through(content))
    done()
  })
  // A connection that failed with nothing to send; each message learns of its own failure from its own promise.
  transport.on('error', () => undefined)

  async function send(mail: OutgoingMail): Promise<SendResult> {
    const messageId = `<${mail.messageId}>`
    const watch = watchContent()
    watched.set(messageId, watch)
    try {
      const sent = await transport.sendMail({
        messageId,
        from: mail.from,
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        ...(mail.html === undefined ? {} : { html: mail.html }),
        headers: { ...mail.headers },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      const providerId = sent.serverMessageId ?? sent.response
      return { type: 'accepted', ...(providerId ? { providerId: providerId.slice(0, 200) } : {}) }
    } catch (error) {
      return judgeFailure(error, watch.progress())
    } finally {
      watched.delete(messageId)
    }
  }

  return {
    send,
    async close() {
      transport.close()
    },
  }
}

interface Watched {
  through(content: Readable): Readable
  progress(): Progress
}

/** nodemailer asks for the content again when it changes connections; it gets it only while no byte of it has left. */
function watchContent(): Watched {
  let current: Readable | undefined
  return {
    through(content) {
      if (current?.readableDidRead) {
        content.destroy()
        return new Readable({ read: () => undefined }).destroy(
          new Error('the connection broke while this was being sent'),
        )
      }
      current = content
      return content
    },
    progress() {
      if (!current?.readableDidRead) return 'none'
      return current.readableEnded ? 'all' : 'part'
    },
  }
}
