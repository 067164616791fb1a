/** Among more names than this nobody looks: a huge flow full of mistakes must not take minutes. */
const MOST_CANDIDATES = 200

/**
 * The candidate a misspelt word most likely meant, for "did you mean …?". Undefined where none is near: more than a third
 * of the letters would have to change.
 */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length > MOST_CANDIDATES) return undefined
  let closest: string | undefined
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const edits = countEdits(word.toLowerCase(), candidate.toLowerCase(), fewest)
    if (edits < fewest) {
      fewest = edits
      closest = candidate
    }
  }
  return closest
}

/** Levenshtein distance, a swap of two neighbours counting once; any number >= `enough` once it cannot be less. */
function countEdits(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1)
      row.push(edits)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? enough
}
