import { defineMessages } from '../app/i18n/define-messages.ts'
import { english } from './texts/english.ts'
import { french } from './texts/french.ts'

export const settingsMessages = defineMessages({ en: english, fr: french })
