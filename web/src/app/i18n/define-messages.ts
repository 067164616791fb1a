/** Texts of one room, nested by topic. Plurals end in `_one` and `_other`, and interpolate `{{count}}`. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys with any text: a language that misses one, or has one too many, does not compile. */
export type SameKeys<M> = { readonly [K in keyof M]: M[K] extends string ? string : SameKeys<M[K]> }

/**
 * Declares the texts of a room in both languages.
 * French is written with ordinary spaces: the non-breaking ones that its typography asks for are put in where the texts are registered.
 */
export function defineMessages<const M extends MessageTree>(messages: {
  readonly en: M
  readonly fr: SameKeys<M>
}): {
  readonly en: M
  readonly fr: SameKeys<M>
} {
  return messages
}
