/** The word of a closed list that a text is, typed as such; undefined where it is none of them. */
export function oneOf<const Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined {
  return words.find((word) => word === text)
}
