/**
 * Message-ID of an effect, without angle brackets: the same for every attempt, and readable back into the key. What RFC
 * 5322 does not allow there, the colons of the key among it, is written as `=` and two hexadecimal digits per byte.
 */
export function messageIdOf(key: string, from: string): string {
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost'
  const left = encodeURIComponent(key.toWellFormed())
    .replaceAll('%', '=')
    .replace(/[()]|^\.|\.(?=\.|$)/g, (character) => `=${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${left}@${domain}`
}

/** The key inside a Message-ID of ours, undefined for others'. */
export function keyOfMessageId(messageId: string): string | undefined {
  const [, left] = /^<?([^@<>]+)@[^@<>]+>?$/.exec(messageId.trim()) ?? []
  if (left === undefined || !/^(?:[^=%]|=[0-9A-F]{2})+$/.test(left)) return undefined
  try {
    const key = decodeURIComponent(left.replaceAll('=', '%'))
    return /\.\d+:\d+:\d+$/.test(key) ? key : undefined
  } catch {
    return undefined // bytes that are no text: not ours
  }
}
