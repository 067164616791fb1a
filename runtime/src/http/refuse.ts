import { ERROR_CODES, type ErrorCode } from '@couveuse/shared/api/errors'
import { type Problem, RequestError } from '@couveuse/shared/contract/problem'

/** A RequestError that carries findings beside its message: what `check` said, or every wrong value of a body. */
export class RequestProblems extends RequestError {
  readonly problems: readonly Problem[]
  constructor(code: ErrorCode, message: string, problems: readonly Problem[], path?: string) {
    super(code, message, { status: ERROR_CODES[code].status, ...(path === undefined ? {} : { path }) })
    this.problems = problems
  }
}

/** The error to throw for a code of the table, with the status that stands there. */
export function refuse(code: ErrorCode, message: string, path?: string): RequestError {
  return new RequestError(code, message, { status: ERROR_CODES[code].status, ...(path === undefined ? {} : { path }) })
}
