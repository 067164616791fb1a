/** Nodes of the canvas that are no steps have ids no step can have (a step id starts with a letter). */
export const ENTRY_NODE = '@entry'
const NOTE = '@note:'

export function noteNode(index: number): string {
  return `${NOTE}${index}`
}

/** The index of the note a node shows; undefined for other nodes. */
export function noteIndex(id: string): number | undefined {
  return id.startsWith(NOTE) ? Number(id.slice(NOTE.length)) : undefined
}

export function isStepNode(id: string): boolean {
  return !id.startsWith('@')
}

/** The outlet of the entry: where contacts start. */
export const START_OUTLET = 'start'
/** Where the jump of a step without outlets leaves (`nurture.step`). */
export const JUMP_OUTLET = '@jump'
