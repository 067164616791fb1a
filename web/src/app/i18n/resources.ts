import { uiMessages } from '../../ui/i18n.ts'
import { appMessages } from './app-messages.ts'

/** Texts of the shell and the kit, which every page needs. */
export const bundledTexts = { app: appMessages, ui: uiMessages } as const

/**
 * The one list of texts: a room's name here is the namespace that its `useTranslation('…')` asks for.
 * A room's texts come when a component first asks, or earlier where a route says so (`loadTexts`).
 */
export const roomTexts = {
  contacts: async () => (await import('../../contacts/i18n.ts')).contactsMessages,
  designer: async () => (await import('../../designer/i18n.ts')).designerMessages,
  flows: async () => (await import('../../flows/i18n.ts')).flowsMessages,
  operations: async () => (await import('../../operations/i18n.ts')).operationsMessages,
  outbox: async () => (await import('../../outbox/i18n.ts')).outboxMessages,
  sales: async () => (await import('../../sales/i18n.ts')).salesMessages,
  settings: async () => (await import('../../settings/i18n.ts')).settingsMessages,
  simulator: async () => (await import('../../simulator/i18n.ts')).simulatorMessages,
  steps: async () => (await import('../../steps/i18n.ts')).stepsMessages,
} as const

export type Room = keyof typeof roomTexts

/** Fetches the texts of rooms at the same time as their pages' code, so that the page need not wait for them afterwards. */
export async function loadTexts(...rooms: readonly Room[]): Promise<void> {
  await Promise.all(rooms.map((room) => roomTexts[room]()))
}

type EnglishOf<R> = { readonly [K in keyof R]: R[K] extends { readonly en: infer M } ? M : never }
type Loaded<R> = { readonly [K in keyof R]: R[K] extends () => Promise<infer M> ? M : never }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: EnglishOf<typeof bundledTexts> & EnglishOf<Loaded<typeof roomTexts>>
  }
}
