/**
 * Structured log: fields first, then one sentence. Keys of enrollments and effects may stand at any level; names,
 * addresses and message texts only at `debug`.
 */
export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
