/**
 * A stable number in [0, total) for a flow, step and contact: the sticky draw of `split` (FLOW-DSL §4). FNV-1a over the
 * three names with a murmur3 finish; the same for ever, because published splits depend on it.
 */
export function draw(flowKey: string, stepId: string, contactId: string, total: number): number {
  let hash = 0x811c9dc5
  for (const part of [flowKey, stepId, contactId]) {
    for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  return ((hash >>> 0) / 0x1_0000_0000) * total
}
