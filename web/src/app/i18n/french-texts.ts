import type { MessageTree } from './define-messages.ts'
import { frenchTypography } from './french-typography.ts'

export interface Texts {
  [key: string]: string | Texts
}

/**
 * French texts as i18next wants them: with the spaces of French typography, and with the form for a million (`_many`), which is
 * that of `_other`. Nobody writes that form by hand, and without it i18next would fall back to English.
 */
export function frenchTexts(tree: MessageTree): Texts {
  const texts: Texts = {}
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== 'string') {
      texts[key] = frenchTexts(value)
      continue
    }
    const text = frenchTypography(value)
    texts[key] = text
    if (key.endsWith('_other')) texts[key.replace(/_other$/, '_many')] = text
  }
  return texts
}
