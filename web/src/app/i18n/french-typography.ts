const NARROW = '\u202f'
const WIDE = '\u00a0'

/**
 * Puts the non-breaking spaces of French typography into a text written with ordinary ones: narrow before `; ! ?`,
 * full before `:` `%` `€` and inside « quotation marks » (Lexique des règles typographiques, Imprimerie nationale).
 */
export function frenchTypography(text: string): string {
  return text
    .replace(/ (?=[;!?](?!\w))/g, NARROW)
    .replace(/ (?=[:%€»](?!\w))/g, WIDE)
    .replace(/« /g, `«${WIDE}`)
}
