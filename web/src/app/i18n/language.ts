import { LANGUAGES, type Language } from '@couveuse/shared/contract/words'

/** Where a visitor's choice is kept; the first-paint script in public/ reads the same key. */
export const languageStorageKey = 'couveuse.language'

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The first language of the visitor that the product speaks: the one chosen before, else the browser's, else English. */
export function preferredLanguage(remembered: string | null, wanted: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0]
    if (isLanguage(language)) return language
  }
  return 'en'
}
