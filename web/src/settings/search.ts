import { z } from 'zod'

export const SETTINGS_SECTIONS = [
  'general',
  'sending',
  'sales',
  'attributes',
  'scoring',
  'segments',
  'messages',
  'channels',
  'keeping',
] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const settingsSearch = z.object({
  section: z.enum(SETTINGS_SECTIONS).optional().catch(undefined),
  /** key of the segment or message that is open */
  open: z.coerce.string().max(64).optional().catch(undefined),
})
