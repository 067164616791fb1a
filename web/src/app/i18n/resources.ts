import { contactsMessages } from '../../contacts/i18n.ts'
import { designerMessages } from '../../designer/i18n.ts'
import { flowsMessages } from '../../flows/i18n.ts'
import { outboxMessages } from '../../outbox/i18n.ts'
import { salesMessages } from '../../sales/i18n.ts'
import { settingsMessages } from '../../settings/i18n.ts'
import { simulatorMessages } from '../../simulator/i18n.ts'
import { stepsMessages } from '../../steps/i18n.ts'
import { uiMessages } from '../../ui/i18n.ts'
import { appMessages } from './app-messages.ts'

/** The one list of texts: a room's name here is the namespace that its `useTranslation('…')` asks for. */
export const roomMessages = {
  app: appMessages,
  ui: uiMessages,
  contacts: contactsMessages,
  designer: designerMessages,
  flows: flowsMessages,
  outbox: outboxMessages,
  sales: salesMessages,
  settings: settingsMessages,
  simulator: simulatorMessages,
  steps: stepsMessages,
} as const

type Rooms = typeof roomMessages
type EnglishOf<R> = { readonly [K in keyof R]: R[K] extends { readonly en: infer M } ? M : never }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: EnglishOf<Rooms>
  }
}
