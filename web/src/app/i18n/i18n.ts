import { LANGUAGES, type Language } from '@couveuse/shared/contract/words'
import i18next, { type BackendModule, type i18n, type Resource, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { MessageTree } from './define-messages.ts'
import { frenchTexts } from './french-texts.ts'
import { languageStorageKey, preferredLanguage } from './language.ts'
import { bundledTexts, roomTexts } from './resources.ts'

interface BothLanguages {
  readonly en: MessageTree
  readonly fr: MessageTree
}

function inLanguage(messages: BothLanguages, language: string): ResourceKey {
  return language === 'fr' ? frenchTexts(messages.fr) : { ...messages.en }
}

/** Texts of rooms, when they are first asked for. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = Object.entries(roomTexts).find(([room]) => room === namespace)?.[1]
    if (!load) return done(new Error(`There is no room "${namespace}" in the list of texts (resources.ts)`), null)
    load().then(
      (messages) => done(null, inLanguage(messages, language)),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    )
  },
}

/** A ready i18next. `rooms` are texts that are there from the start, for tests; the app loads them as they are needed. */
export function createI18n(language: Language, rooms: Readonly<Record<string, BothLanguages>> = {}): i18n {
  const present = { ...bundledTexts, ...rooms }
  const resources: Resource = Object.fromEntries(
    LANGUAGES.map((one) => [
      one,
      Object.fromEntries(Object.entries(present).map(([room, messages]) => [room, inLanguage(messages, one)])),
    ]),
  )
  const instance = i18next.createInstance()
  void instance
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: [...LANGUAGES],
      ns: Object.keys(present),
      defaultNS: 'app',
      resources,
      partialBundledLanguages: true,
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
