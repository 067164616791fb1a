import type { Row } from '../rows/row.ts'
import type { MovedTable } from './tables.ts'

/** One end of a move: a store as its bare tables. Whoever has it open has it alone. */
export interface Side {
  /** as people write it, without secrets */
  readonly name: string
  /** in the order they were declared */
  columnsOf(table: MovedTable): Promise<readonly string[]>
  count(table: MovedTable): Promise<number>
  /** Rows in the order of their key, after the one with the key `after` (undefined = from the first on). */
  chunk(table: MovedTable, columns: readonly string[], after: Row | undefined, limit: number): Promise<readonly Row[]>
  close(): Promise<void>
}

/** An end that rows are put into: all of them or, where `keep` is never called, none. */
export interface TargetSide extends Side {
  /** A value as this side will give it back. */
  kept(row: Row): Row
  put(table: MovedTable, columns: readonly string[], rows: readonly Row[]): Promise<void>
  keep(): Promise<void>
}
