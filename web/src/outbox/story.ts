import type { MessageDetail } from '@couveuse/shared/api/messages'

/** One line of what became of a message. */
export type StoryLine =
  | { readonly type: 'written' | 'sent' | 'captured' | 'blocked' | 'next'; readonly at: string }
  | { readonly type: 'event'; readonly at: string; readonly event: string; readonly isMachine: boolean }

/** Events that only repeat that it was sent. */
const SENT_EVENTS: readonly string[] = ['email_sent', 'sms_sent']

/** What became of a message, oldest first; another try that is planned stands last. */
export function storyOf(message: MessageDetail): readonly StoryLine[] {
  const { at, sentAt, state, nextAttemptAt } = message
  const first: StoryLine = { type: state === 'blocked' ? 'blocked' : 'written', at }
  const left: readonly StoryLine[] = sentAt ? [{ type: state === 'captured' ? 'captured' : 'sent', at: sentAt }] : []
  const events = message.events
    .filter(({ event }) => !(sentAt && SENT_EVENTS.includes(event)))
    .map((event): StoryLine => ({ type: 'event', ...event }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const next: readonly StoryLine[] = nextAttemptAt ? [{ type: 'next', at: nextAttemptAt }] : []
  return [first, ...left, ...events, ...next]
}
