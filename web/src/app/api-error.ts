/** The body of an error answer (`application/problem+json`), as far as the app reads it. */
export interface ApiProblem {
  /** stable, snake_case, one of the API's table of codes */
  readonly code: string
  readonly message: string
  /** path of the offending value in what was sent */
  readonly path?: string
  /** the whole body, for pages that know more of a certain code */
  readonly body: unknown
}

/** The server understood the question and said no, or failed at it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly path: string | undefined
  readonly body: unknown
  constructor(status: number, problem: ApiProblem) {
    super(problem.message)
    this.name = 'ApiError'
    this.status = status
    this.code = problem.code
    this.path = problem.path
    this.body = problem.body
  }
}

/** No answer came: the server is down, or the network between is. Trying again later may help. */
export class OfflineError extends Error {
  override name = 'OfflineError'
  readonly code = 'offline'
}

/** An answer came that this version of the app does not understand: server and app are of different versions, or one has a bug. */
export class UnexpectedAnswerError extends Error {
  override name = 'UnexpectedAnswerError'
  readonly code = 'unexpected_answer'
}

function textAt(body: object, key: string): string | undefined {
  const value: unknown = Reflect.get(body, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads an error body of any make: the API's own `{ code, message, path? }`, RFC 9457's `title`/`detail`, or a proxy's page. */
export function readProblem(status: number, statusText: string, body: unknown): ApiProblem {
  const fallback = `The server answered ${status}${statusText ? ` ${statusText}` : ''}`
  if (typeof body !== 'object' || body === null) return { code: `http_${status}`, message: fallback, body }
  const path = textAt(body, 'path')
  return {
    code: textAt(body, 'code') ?? `http_${status}`,
    message: textAt(body, 'message') ?? textAt(body, 'detail') ?? textAt(body, 'title') ?? fallback,
    ...(path === undefined ? {} : { path }),
    body,
  }
}
