import { ActionIcon, Button, CopyButton as Copy, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface CopyButtonProps {
  readonly value: string
  /** what is copied, "Copy" by default */
  readonly label?: string
  /** `icon` alone, with the label as its name, or a button with words */
  readonly look?: 'icon' | 'button'
}

/** Puts a text on the clipboard, and says that it is there. */
export function CopyButton({ value, label, look = 'icon' }: CopyButtonProps) {
  const { t } = useTranslation('ui')
  const name = label ?? t('copy')
  return (
    <Copy value={value} timeout={2_000}>
      {({ copied, copy }) => {
        const said = copied ? t('copied') : name
        const Icon = copied ? IconCheck : IconCopy
        if (look === 'button') {
          return (
            <Button variant="default" size="compact-sm" leftSection={<Icon size={15} aria-hidden />} onClick={copy}>
              <span aria-live="polite">{said}</span>
            </Button>
          )
        }
        return (
          <Tooltip label={said} {...(copied ? { opened: true } : {})}>
            <ActionIcon size="md" aria-label={said} onClick={copy}>
              <Icon size={16} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }}
    </Copy>
  )
}
