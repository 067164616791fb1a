/** What rows say in numbers, and how to read it. */
export interface Dictionary {
  readonly words: WordList
  readonly flows: FlowKeys
}

/** Numbers for recurring words, and back. 0 is no word. */
export interface WordList {
  /** Adds a word it does not know; one that a transaction adds and takes back is forgotten again. */
  idOf(word: string): number
  /** undefined = no row can have it */
  find(word: string): number | undefined
  wordOf(id: number): string
}

/** Numbers of flows by key, and back; deleted ones keep their number, while their key may belong to another one. */
export interface FlowKeys {
  /** Throws for a key that no flow has. */
  idOf(key: string): number
  find(key: string): number | undefined
  keyOf(id: number): string
  isDeleted(id: number): boolean
  added(id: number, key: string): void
  deleted(id: number): void
}
