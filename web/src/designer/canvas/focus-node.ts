/** Puts the keyboard onto a card. */
export function focusNode(id: string): void {
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}

/** As {@link focusNode}, once a new card is drawn. */
export function focusNodeSoon(id: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusNode(id)))
}
