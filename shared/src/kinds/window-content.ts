import { z } from 'zod'
import { type Window, windowSchema } from '../time/window.ts'
import { isZone } from '../time/zone.ts'
import type { Finding } from './content.ts'

/**
 * A window as a flow writes it, shape only: whether it can ever open is for `check`, because a replay runs flows that
 * `check` refuses (fine print 32).
 */
export const windowShape = z.strictObject({
  days: z.array(z.string()).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  zone: z.string().optional(),
})
export type WindowShape = z.infer<typeof windowShape>

/** The window itself, or the sentence that says why it is none. */
export function readWindow(shape: WindowShape): Window | string {
  let window = windows.get(shape)
  if (window === undefined) {
    const read = windowSchema.safeParse(shape)
    window = read.success ? read.data : (read.error.issues[0]?.message ?? 'not a window')
    windows.set(shape, window)
  }
  return window
}

/** Read once per step: flows are never changed in place. */
const windows = new WeakMap<WindowShape, Window | string>()

/** What `check` says about a window at `field`; its zone is told by whoever checks zones. */
export function windowFindings(field: string, shape: WindowShape): Finding[] {
  const read = windowSchema.safeParse(shape)
  if (read.success) {
    if (shape.days ?? shape.from ?? shape.to) return []
    const message = 'the window names neither days nor times, so it limits nothing'
    return [{ code: 'empty_window', level: 'warning', field, message, fix: 'Add days or times, or remove the window.' }]
  }
  return read.error.issues.flatMap((issue): Finding[] => {
    if (issue.path[0] === 'zone') return []
    const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
    return [{ code: 'bad_window', level: 'error', field: field + place, message: issue.message, fix: WINDOW_FIX }]
  })
}

const WINDOW_FIX = 'A window names days (mon to sun), an opening and a closing time (HH:MM), or both.'

/** A zone parameter: an IANA name or `flow` (fine print 93). */
export function isZonePin(zone: string): boolean {
  return zone === 'flow' || isZone(zone)
}
