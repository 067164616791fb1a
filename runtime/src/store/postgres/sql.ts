/** A statement with the types of what it binds and returns: the boundary where rows are taken at their word. */
export interface Sql<Bind extends readonly unknown[], Row = never> {
  /** under which a connection keeps it prepared; undefined = not kept */
  readonly name: string | undefined
  readonly text: string
  readonly rowMode: 'array' | undefined
  /** never there: says what it binds */
  readonly bind?: (values: Bind) => void
  /** never there: says what it returns */
  readonly row?: () => Row
}

let statements = 0
const nextName = (): string => `c${++statements}`

/** Rows come as objects. Make it once: each connection prepares it at its first use. */
export const sql = <Bind extends readonly unknown[], Row = never>(text: string): Sql<Bind, Row> => ({
  name: nextName(),
  text,
  rowMode: undefined,
})

/** Rows come as arrays. */
export const tuples = <Bind extends readonly unknown[], Row>(text: string): Sql<Bind, Row> => ({
  name: nextName(),
  text,
  rowMode: 'array',
})

/** A statement of many shapes, which is not worth keeping. */
export const once = <Bind extends readonly unknown[], Row = never>(text: string): Sql<Bind, Row> => ({
  name: undefined,
  text,
  rowMode: undefined,
})
