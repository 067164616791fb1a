import type { Language } from '@couveuse/shared/contract/words'
import { useTranslation } from 'react-i18next'
import { isLanguage } from './language.ts'

/** The language on screen, and the way to change it for this and later visits. */
export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  const { i18n } = useTranslation()
  return {
    language: isLanguage(i18n.language) ? i18n.language : 'en',
    setLanguage: (language) => void i18n.changeLanguage(language),
  }
}
