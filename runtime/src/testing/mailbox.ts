import type { AddressInfo, Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** What the server says to one message, or does to its connection. */
export type Verdict =
  | { readonly reply: number; readonly text: string }
  /** cuts the connection without a word: before the content, or when it has all of it */
  | { readonly cut: 'before_content' | 'after_content' }

export interface ReceivedMail {
  /** with angle brackets */
  readonly messageId: string
  readonly to: readonly string[]
  readonly raw: string
}

export interface Mailbox {
  readonly url: string
  /** accepted ones, in order */
  readonly mails: readonly ReceivedMail[]
  /** connections that were opened so far */
  connections(): number
  /** how the next messages are met; by default all are accepted */
  meet(script: {
    sender?: (from: string) => Verdict | undefined
    recipient?: (to: string) => Verdict | undefined
    /** a promise makes the server take its time, or for ever */
    content?: (mail: ReceivedMail) => Verdict | undefined | Promise<Verdict | undefined>
    login?: Verdict
  }): void
  /** ends every open connection, as a server does with idle ones */
  dropConnections(): void
  parse(mail: ReceivedMail): Promise<Email>
  close(): Promise<void>
}

/** A real SMTP server on a loopback port; port 0 takes any. */
export async function startMailbox(
  options: { readonly port?: number; readonly asksForLogin?: boolean } = {},
): Promise<Mailbox> {
  const mails: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  let script: Parameters<Mailbox['meet']>[0] = {}
  let opened = 0
  const server = new SMTPServer({
    authOptional: options.asksForLogin !== true,
    allowInsecureAuth: true,
    disabledCommands: options.asksForLogin ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    onAuth(auth, _session, done) {
      if (script.login && 'reply' in script.login) return done(smtpError(script.login))
      done(null, { user: auth.username ?? 'somebody' })
    },
    onMailFrom(address, _session, done) {
      const verdict = script.sender?.(address.address)
      if (verdict && 'reply' in verdict) return done(smtpError(verdict))
      done()
    },
    onRcptTo(address, _session, done) {
      const verdict = script.recipient?.(address.address)
      if (verdict && 'reply' in verdict) return done(smtpError(verdict))
      if (verdict) return dropAll(sockets)
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const mail = {
          messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '',
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
        }
        Promise.resolve(script.content?.(mail)).then((verdict) => {
          if (verdict && 'reply' in verdict) return done(smtpError(verdict))
          if (verdict) return dropAll(sockets)
          mails.push(mail)
          done()
        }, done)
      })
    },
  })
  server.server.on('connection', (socket: Socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket)) // the other side died: that is what some tests are about
  })
  server.on('error', () => undefined) // as above
  const port = await new Promise<number>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve(portOf(server)))
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    connections: () => opened,
    meet(next) {
      script = next
    },
    dropConnections: () => dropAll(sockets),
    parse: ({ raw }) => PostalMime.parse(raw),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        dropAll(sockets)
      }),
  }
}

function portOf(server: SMTPServer): number {
  const address = server.server.address()
  return (address as AddressInfo).port
}

function dropAll(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.destroy()
}

function smtpError({ reply, text }: { readonly reply: number; readonly text: string }): Error {
  return Object.assign(new Error(text), { responseCode: reply })
}
