/** A finding of `check`, or an expected failure told as a value: names the thing, the place and the way out. */
export interface Problem {
  /** stable, snake_case; listed in docs/flow-dsl.md */
  readonly code: string
  readonly level: 'error' | 'warning' | 'info'
  /** step id, where the problem belongs to one */
  readonly step?: string
  /** path inside the flow or step: `paths[1].when.rules[0].operator` */
  readonly field?: string
  readonly message: string
  /** one sentence a marketer can follow */
  readonly fix?: string
}

/** The caller's fault: carries a code, the path of the offending value and what to do. Becomes a 4xx or exit 2. */
export class RequestError extends Error {
  readonly code: string
  readonly path: string | undefined
  readonly status: number
  constructor(code: string, message: string, options: { path?: string; status?: number } = {}) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.path = options.path
    this.status = options.status ?? 400
  }
}

/** The outside world is not there just now; trying again later may help. */
export class TransientError extends Error {
  override name = 'TransientError'
}

/** Our bug. Quarantines the one thing it touched; never swallowed. */
export class InvariantError extends Error {
  override name = 'InvariantError'
}
