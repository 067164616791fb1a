import { useState } from 'react'

/**
 * A text that the flow must never be without - the name of an event, of a person: what is typed is passed on unless it is
 * empty, and an emptied field goes back to what it was when it is left.
 */
export function useTypedText(value: string, onChange: (text: string) => void) {
  const [isEmpty, setEmpty] = useState(false)
  return {
    value: isEmpty ? '' : value,
    onChange: (text: string): void => {
      setEmpty(text.trim() === '')
      if (text.trim() !== '') onChange(text)
    },
    onBlur: (): void => setEmpty(false),
  }
}
