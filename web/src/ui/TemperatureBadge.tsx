import type { Temperature } from '@couveuse/shared/contract/words'
import { type Icon, IconFlame, IconSnowflake, IconTemperature } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from './Tag.tsx'

const looks = {
  cold: { tone: 'info', Icon: IconSnowflake },
  warm: { tone: 'warn', Icon: IconTemperature },
  hot: { tone: 'bad', Icon: IconFlame },
} satisfies Record<Temperature, { tone: Tone; Icon: Icon }>

/** How warm a contact is by its score. */
export function TemperatureBadge({ temperature }: { temperature: Temperature }) {
  const { t } = useTranslation('ui')
  return <Tag {...looks[temperature]}>{t(`temperature.${temperature}`)}</Tag>
}
