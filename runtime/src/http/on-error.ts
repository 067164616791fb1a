import { ERROR_CODES, isErrorCode, PROBLEM_MEDIA_TYPE, type ProblemDetails } from '@couveuse/shared/api/errors'
import { RequestError, TransientError } from '@couveuse/shared/contract/problem'
import { RequestProblems } from './refuse.ts'

/** Where an unexpected error is written down, with the id that the caller is given. */
export type ReportError = (error: unknown, context: { readonly errorId: string; readonly request: string }) => void

/**
 * Every failure becomes one problem+json answer. The caller's own faults say all; ours say an id and nothing of the
 * inside, and the log says the rest under that id.
 */
export function errorAnswer(error: unknown, request: string, newId: () => string, report: ReportError): Response {
  if (error instanceof RequestError) return problemAnswer(requestProblem(error))
  const errorId = newId()
  report(error, { errorId, request })
  if (error instanceof TransientError) {
    return problemAnswer(
      {
        ...describe(
          'temporarily_unavailable',
          'Something the product needs is not there just now: try again in a moment.',
        ),
        errorId,
      },
      { 'retry-after': '5' },
    )
  }
  return problemAnswer({
    ...describe(
      'internal_error',
      `Something went wrong on our side; nothing was changed. The log has it under ${errorId}.`,
    ),
    errorId,
  })
}

function requestProblem(error: RequestError): ProblemDetails {
  const title = isErrorCode(error.code) ? ERROR_CODES[error.code].title : 'The request was refused'
  return {
    type: typeOf(error.code),
    title,
    status: error.status,
    code: error.code,
    message: error.message,
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error instanceof RequestProblems ? { problems: [...error.problems] } : {}),
  }
}

function describe(code: keyof typeof ERROR_CODES, message: string): ProblemDetails {
  return { type: typeOf(code), ...ERROR_CODES[code], code, message }
}

const typeOf = (code: string): string => `urn:couveuse:error:${code}`

function problemAnswer(problem: ProblemDetails, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
  })
}
