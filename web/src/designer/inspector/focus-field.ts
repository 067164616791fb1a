import { INSPECTOR_ID } from './focus-inspector.ts'

const FOCUSABLE = 'input:not([type="hidden"]), textarea, select, button'
/** Frames to wait for a form that is only being drawn: a step just selected, a condition builder on its way. */
const PATIENCE = 40

/**
 * Puts the keyboard into the field that a path names - `paths[0].when.rules[1].value` - or into the nearest one around it,
 * and shows it for a moment.
 */
export function focusField(field: string): void {
  look(field, PATIENCE)
}

function look(field: string, patience: number): void {
  requestAnimationFrame(() => {
    const place = closestPlace(field)
    // A field inside a condition may come later than the condition itself.
    const isExact = place?.getAttribute('data-field') === field || !/\.rules\[/.test(field)
    if ((!place || !isExact) && patience > 0) return look(field, patience - 1)
    if (!place) return
    unfold(place)
    place.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true })
    place.scrollIntoView({ block: 'center', behavior: 'smooth' })
    place.removeAttribute('data-called')
    requestAnimationFrame(() => place.setAttribute('data-called', ''))
  })
}

/** Of all fields in the inspector, the one whose path the wished one continues furthest. */
function closestPlace(field: string): HTMLElement | undefined {
  const inspector = document.getElementById(INSPECTOR_ID)
  let best: HTMLElement | undefined
  let longest = -1
  for (const place of inspector?.querySelectorAll<HTMLElement>('[data-field]') ?? []) {
    const path = place.getAttribute('data-field') ?? ''
    const isAround = field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`)
    if (isAround && path.length > longest) {
      best = place
      longest = path.length
    }
  }
  return best
}

function unfold(place: HTMLElement): void {
  const closed = place.closest('section')?.querySelector<HTMLElement>('h3 [aria-expanded="false"]')
  closed?.click()
}
