/** A `{{` before the caret that is not closed yet: where the name begins, and what is typed of it. */
export interface OpenTag {
  readonly from: number
  readonly typed: string
}

export function openTagBefore(text: string, caret: number): OpenTag | undefined {
  const match = /\{\{-?\s*([A-Za-z][\w.]*)?$/.exec(text.slice(0, caret))
  if (!match) return undefined
  const typed = match[1] ?? ''
  return { from: caret - typed.length, typed }
}

/** The text with a variable put in the place of what was typed of it, and closed where it is not; and the caret after it. */
export function completeTag(
  text: string,
  caret: number,
  tag: OpenTag,
  name: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, tag.from)
  const after = text.slice(caret)
  const space = /\{\{-?$/.test(before) ? ' ' : ''
  const isClosed = /^\s*\}\}/.test(after)
  const inserted = `${space}${name}${isClosed ? '' : ' }}'}`
  return { text: before + inserted + after, caret: before.length + inserted.length }
}

/** The text with `{{ name }}` at the caret, in the place of what is selected; and the caret after it. */
export function insertVariable(
  text: string,
  from: number,
  to: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const inserted = `{{ ${name} }}`
  return { text: text.slice(0, from) + inserted + text.slice(to), caret: from + inserted.length }
}
