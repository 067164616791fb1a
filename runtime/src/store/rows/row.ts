/** Values of one row, in the order of its columns or placeholders. */
export type Row = readonly (string | number | null)[]
