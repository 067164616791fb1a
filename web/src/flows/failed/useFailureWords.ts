import { useTranslation } from 'react-i18next'

/** Codes with which a step fails; others are shown as they are. */
const CODES = ['template_error', 'bad_value', 'runaway_loop', 'unknown_step', 'internal_error'] as const

/** What went wrong, in a few words; the message of the failure itself says more. */
export function useFailureWords(): (code: string) => string {
  const { t } = useTranslation('flows')
  return (code) => {
    const known = CODES.find((one) => one === code)
    return known === undefined ? code : t(`failed.code.${known}`)
  }
}
