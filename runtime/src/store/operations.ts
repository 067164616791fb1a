/** A contact whose turn threw, waiting for its retry. */
export interface SetAsideContact {
  readonly contactId: string
  readonly code: string
  readonly message: string
  readonly since: number
  readonly faults: number
  /** null = not before something new arrives */
  readonly retryAt: number | null
}

export interface OperationStore {
  /** Rejects when the database cannot be read and written. */
  ping(): Promise<void>
  /** Failed enrollments over all flows; kept by every commit. */
  failedCount(): Promise<number>
  setAside(limit: number): Promise<readonly SetAsideContact[]>
  /** Copies the database into `folder` while it runs and checks the copy. Returns the path of the new file. */
  backup(folder: string, now: number): Promise<string>
  /** Checks structure and references; empty = sound. Reads everything: minutes on a large database. */
  integrity(): Promise<readonly string[]>
  /** Bytes on disk, and how many rows each table has. */
  size(): Promise<{ readonly bytes: number; readonly rows: Readonly<Record<string, number>> }>
}
