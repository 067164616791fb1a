/**
 * What came of handing something to the outside world, as a value. `later` is only said where the other side certainly
 * did not take it; where that cannot be known it is `unknown`, and policy decides (never a guess).
 */
export type SendResult =
  | { readonly type: 'accepted'; readonly providerId?: string }
  /** kept in the product's own outbox, as no provider is set */
  | { readonly type: 'captured' }
  /** `retryAfterMs`: the other side asked for a pause */
  | { readonly type: 'later'; readonly error: string; readonly retryAfterMs?: number }
  | { readonly type: 'refused'; readonly error: string; readonly because?: RefusalCause }
  | { readonly type: 'unknown'; readonly error: string }

/** `no_mailbox`: the address does not exist; `unreachable`: it does, but does not take this; `opted_out`: they said stop. */
export type RefusalCause = 'no_mailbox' | 'unreachable' | 'opted_out'
