import { isEmailAddress } from '@couveuse/shared/message/address'

/** The address alone: without spaces, `mailto:` and a name around it. Undefined when it is no e-mail address. */
export function normalizeEmail(text: string): string | undefined {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  const address = inner.trim().replace(/^mailto:/i, '')
  return isEmailAddress(address) ? address : undefined
}
