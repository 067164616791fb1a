import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import classes from './Resizer.module.css'

export interface ResizerProps {
  readonly label: string
  /** the edge of the panel that is pulled: its left one makes it wider to the left, its top one higher */
  readonly edge: 'left' | 'top'
  /** px */
  readonly size: number
  readonly onSize: (size: number) => void
  readonly least: number
  readonly most: number
}

const STEP = 24

/** The edge of a panel, to pull by mouse or by arrow keys. */
export function Resizer({ label, edge, size, onSize, least, most }: ResizerProps) {
  const from = useRef<{ readonly at: number; readonly size: number }>(undefined)
  const clamp = (wish: number): number => Math.max(least, Math.min(most, wish))
  const at = (event: PointerEvent): number => (edge === 'left' ? event.clientX : event.clientY)
  const onKeyDown = (event: KeyboardEvent): void => {
    const grow = edge === 'left' ? 'ArrowLeft' : 'ArrowUp'
    const shrink = edge === 'left' ? 'ArrowRight' : 'ArrowDown'
    const wish = { [grow]: size + STEP, [shrink]: size - STEP, Home: least, End: most }[event.key]
    if (wish === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onSize(clamp(wish))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      className={classes.resizer}
      data-edge={edge}
      aria-label={label}
      aria-orientation={edge === 'left' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { at: at(event), size }
      }}
      onPointerMove={(event) => {
        if (from.current) onSize(clamp(from.current.size + from.current.at - at(event)))
      }}
      onPointerUp={() => {
        from.current = undefined
      }}
    />
  )
}
