/** A line being edited; its id outlives changes of its name. */
export interface Line {
  readonly id: number
  readonly key: string
  readonly value: string
}

export function linesOf(record: Readonly<Record<string, string>>): readonly Line[] {
  return Object.entries(record).map(([key, value], id) => ({ id, key, value }))
}

export function addLine(lines: readonly Line[]): readonly Line[] {
  const id = Math.max(-1, ...lines.map((line) => line.id)) + 1
  return [...lines, { id, key: '', value: '' }]
}

/** What the lines stand for: names trimmed, lines without one left out, the last of several with the same name. */
export function recordOf(lines: readonly Line[]): Record<string, string> {
  const named = lines.filter((line) => line.key.trim() !== '')
  return Object.fromEntries(named.map((line) => [line.key.trim(), line.value]))
}

export function repeatedKeys(lines: readonly Line[]): ReadonlySet<string> {
  const keys = lines.map((line) => line.key.trim()).filter((key) => key !== '')
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index))
}

/** The same names with the same values, in whatever order. */
export function sameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
}
