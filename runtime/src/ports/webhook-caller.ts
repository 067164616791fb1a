export interface WebhookCall {
  /** goes out as `webhook-id`, the same for every attempt */
  readonly key: string
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

/**
 * `answered`: any HTTP answer, its body parsed where it is JSON, else `{}`. `later`: no answer came. `refused`: this address
 * may not be called, now or ever.
 */
export type WebhookResult =
  | { readonly type: 'answered'; readonly status: number; readonly body: unknown; readonly retryAfterMs?: number }
  | { readonly type: 'later'; readonly error: string }
  | { readonly type: 'refused'; readonly error: string }

export interface WebhookCaller {
  call(call: WebhookCall): Promise<WebhookResult>
}
