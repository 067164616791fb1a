/** What a link that we put into a message stands for. */
export type MessageLink =
  | { readonly type: 'open'; readonly contactId: string; readonly messageKey: string }
  | { readonly type: 'click'; readonly contactId: string; readonly messageKey: string; readonly url: string }
  /** invisible; only machines follow it (FLOW-DSL §6) */
  | { readonly type: 'trap'; readonly contactId: string; readonly messageKey: string }
  | {
      readonly type: 'unsubscribe'
      readonly contactId: string
      readonly messageKey: string
      readonly channel: 'email' | 'sms'
      readonly topic?: string
      readonly language?: string
    }

/** Makes the absolute, signed address of a link. */
export type LinkMaker = (link: MessageLink) => string
