import i18next, { type i18n, type Resource, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { MessageTree } from './define-messages.ts'
import { frenchTypography } from './french-typography.ts'
import { type Language, languageStorageKey, languages, preferredLanguage } from './language.ts'
import { roomMessages } from './resources.ts'

/**
 * French counts a million as a form of its own (`many`), as do `_one` and `_other`; nobody writes that form by hand,
 * and without it i18next would fall back to the English text.
 */
function frenchTexts(tree: MessageTree): ResourceKey {
  const texts: Record<string, ResourceKey | string> = {}
  for (const [key, value] of Object.entries(tree)) {
    texts[key] = typeof value === 'string' ? frenchTypography(value) : frenchTexts(value)
    if (key.endsWith('_other') && typeof value === 'string') {
      texts[key.replace(/_other$/, '_many')] = frenchTypography(value)
    }
  }
  return texts
}

function resources(): Resource {
  const rooms = Object.entries(roomMessages)
  return {
    en: Object.fromEntries(rooms.map(([room, { en }]) => [room, en])),
    fr: Object.fromEntries(rooms.map(([room, { fr }]) => [room, frenchTexts(fr)])),
  }
}

/** A ready i18next with every room's texts. Tests make their own; the app has one. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: [...languages],
    ns: Object.keys(roomMessages),
    defaultNS: 'app',
    resources: resources(),
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

function remembered(): string | null {
  try {
    return localStorage.getItem(languageStorageKey)
  } catch {
    return null // a browser that forbids storage still gets a working page, in its own language
  }
}

/** The app's i18next: in the visitor's language, kept in step with `<html lang>` and remembered. */
export function startI18n(): i18n {
  const instance = createI18n(preferredLanguage(remembered(), navigator.languages))
  document.documentElement.lang = instance.language
  instance.on('languageChanged', (language) => {
    document.documentElement.lang = language
    try {
      localStorage.setItem(languageStorageKey, language)
    } catch {
      return // not remembered: the next visit starts in the browser's language again
    }
  })
  return instance
}
