import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A mail server beside this process, and when it accepted what. */
export interface MailReceiver {
  readonly url: string
  /** by address: epoch ms, with fractions */
  readonly acceptedAt: ReadonlyMap<string, number>
  close(): void
}

export async function startMailReceiver(): Promise<MailReceiver> {
  const child = fork(fileURLToPath(new URL('mail-server.ts', import.meta.url)))
  const acceptedAt = new Map<string, number>()
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.on('message', (news: object) => {
      if ('url' in news) resolve(String(news.url))
      if ('to' in news && 'at' in news) acceptedAt.set(String(news.to), Number(news.at))
    })
  })
  return { url, acceptedAt, close: () => child.disconnect() }
}
