import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { useFormat } from '../../ui/useFormat.ts'
import type { Teller } from './tell-visit.ts'

const MINUTE = 60_000

/** What journeys are told with, at the present minute. */
export function useTeller(): Teller {
  const { t } = useTranslation('contacts')
  const { language } = useLanguage()
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE)
    return () => clearInterval(timer)
  }, [])
  return { t, language, format, now }
}
