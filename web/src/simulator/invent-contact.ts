import type { ScenarioContact } from '@couveuse/shared/simulate/scenario'

export const PRESETS = ['prospect', 'noConsent', 'hot', 'noEmail'] as const
export type Preset = (typeof PRESETS)[number]

/** Somebody to begin with: the four situations that every flow should survive. The zone is the workspace's. */
export function inventContact(preset: Preset, timezone: string): ScenarioContact {
  const somebody: ScenarioContact = {
    id: 'c1',
    firstName: 'Ada',
    lastName: 'Martin',
    email: 'ada.martin@example.com',
    phone: '+33612345678',
    title: 'IT director',
    language: 'fr',
    country: 'FR',
    timezone,
    stage: 'prospect',
    consent: { email: 'granted', sms: 'granted' },
    account: { name: 'Example SA', employees: 250 },
  }
  switch (preset) {
    case 'prospect':
      return { ...somebody, consent: { email: 'granted' } }
    case 'noConsent':
      return { ...somebody, stage: 'suspect', consent: {} }
    case 'hot':
      return { ...somebody, score: { fit: 40, engagement: 45 } }
    case 'noEmail': {
      const { email: _, ...rest } = somebody
      return { ...rest, consent: { sms: 'granted' } }
    }
  }
}

/** "Ada Martin", else the e-mail address, else the phone number, else the id. */
export function contactName({ id, firstName, lastName, email, phone }: ScenarioContact): string {
  const name = [firstName, lastName].filter((part) => part).join(' ')
  return name || email || phone || id
}
