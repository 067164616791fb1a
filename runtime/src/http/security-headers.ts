import type { MiddlewareHandler } from 'hono'

/**
 * What a page of ours may load: only from ourselves. Styles may be inline, because Mantine and React Flow write them so;
 * scripts never. Pictures of previewed messages are not fetched, so that looking at a message is never an open.
 */
const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', CONTENT_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
]

/** Sets each of the headers unless the answer already chose its own. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  // mail readers show our pixel from their own origin; everything else is for us alone
  if (!c.req.path.startsWith('/t/')) c.res.headers.set('cross-origin-resource-policy', 'same-origin')
}
