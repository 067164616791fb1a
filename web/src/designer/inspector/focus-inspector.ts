export const INSPECTOR_ID = 'designer-inspector'

/** Moves the keyboard into the inspector, once it shows what is selected now. */
export function focusInspector(): void {
  requestAnimationFrame(() => {
    const inspector = document.getElementById(INSPECTOR_ID)
    inspector?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
  })
}
