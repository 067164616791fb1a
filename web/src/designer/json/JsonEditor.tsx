import { type Ref, useDeferredValue, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { jsonTokens } from '../../ui/json-tokens.ts'
import classes from './JsonEditor.module.css'

export interface JsonEditorHandle {
  /** puts the caret at an offset and scrolls there */
  goTo(offset: number): void
}

export interface JsonEditorProps {
  readonly ref?: Ref<JsonEditorHandle>
  readonly label: string
  readonly value: string
  readonly isReadOnly: boolean
  /** an offset to scroll to when it changes, without taking the keyboard */
  readonly shown: number | undefined
  readonly onChange: (text: string) => void
  /** Ctrl+Enter */
  readonly onApply: () => void
}

/** Beyond this many characters colours cost more than they give. */
const MOST_COLOURED = 60_000
const LINE = 19

/** A text area over its own coloured copy. */
export function JsonEditor({ ref, label, value, isReadOnly, shown, onChange, onApply }: JsonEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const copy = useRef<HTMLPreElement>(null)
  const settled = useDeferredValue(value)
  const tokens = useMemo(() => (settled.length > MOST_COLOURED ? undefined : jsonTokens(settled)), [settled])
  // While the colours are a keystroke behind, the plain text is shown: the two would not lie on each other.
  const isColoured = tokens !== undefined && settled === value

  useImperativeHandle(ref, () => ({
    goTo(offset) {
      area.current?.focus()
      area.current?.setSelectionRange(offset, offset)
      scrollTo(offset)
    },
  }))
  useEffect(() => {
    if (shown !== undefined) scrollTo(shown)
  })
  const scrolled = useRef<number>(undefined)
  function scrollTo(offset: number): void {
    if (!area.current || scrolled.current === offset) return
    scrolled.current = offset
    const line = area.current.value.slice(0, offset).split('\n').length - 1
    area.current.scrollTop = Math.max(0, line * LINE - 60)
  }

  return (
    <div className={classes.editor} data-coloured={isColoured || undefined}>
      {isColoured && (
        <pre ref={copy} className={classes.copy} aria-hidden>
          {tokens.map((token, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
            <span key={index} data-kind={token.kind}>
              {token.text}
            </span>
          ))}
        </pre>
      )}
      <textarea
        ref={area}
        className={classes.area}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        value={value}
        readOnly={isReadOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={({ currentTarget }) => {
          if (!copy.current) return
          copy.current.style.transform = `translate(${-currentTarget.scrollLeft}px, ${-currentTarget.scrollTop}px)`
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            onApply()
          }
        }}
      />
    </div>
  )
}
