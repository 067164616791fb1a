import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton.tsx'
import classes from './JsonView.module.css'
import { jsonTokens } from './json-tokens.ts'

export interface JsonViewProps {
  /** any JSON value, shown with two spaces of indent */
  readonly value: unknown
  readonly label?: string
  /** CSS length at which the view scrolls */
  readonly maxHeight?: string
}

/** Beyond this many characters colours cost more than they give. */
const MOST_COLOURED = 60_000

/** JSON to read and to copy. */
export function JsonView({ value, label, maxHeight = '420px' }: JsonViewProps) {
  const { t } = useTranslation('ui')
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'null', [value])
  const tokens = useMemo(() => (text.length > MOST_COLOURED ? undefined : jsonTokens(text)), [text])
  return (
    <div className={classes.view}>
      <div className={classes.copy}>
        <CopyButton value={text} />
      </div>
      <pre
        className={classes.text}
        style={{ maxHeight }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={label ?? t('json.label')}
      >
        {tokens
          ? tokens.map((token, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
              <span key={index} data-kind={token.kind}>
                {token.text}
              </span>
            ))
          : text}
      </pre>
    </div>
  )
}
