import type { ZodType, z } from 'zod'
import { ApiError, OfflineError, readProblem, UnexpectedAnswerError } from './api-error.ts'
import { reportConnection } from './connection.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type QueryValue = string | number | boolean | undefined

export interface Question {
  readonly method?: Method
  /** path on the product's own server, `/api/flows/white-paper`; values put into it go through `encodeURIComponent` */
  readonly path: string
  /** search parameters; undefined ones are left out, lists are repeated */
  readonly query?: Readonly<Record<string, QueryValue | readonly string[]>> | undefined
  /** sent as JSON */
  readonly body?: unknown
  /** sent as it is, instead of `body`: a CSV file, say */
  readonly raw?: { readonly content: Blob | string; readonly type: string }
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks the server and parses its answer with the schema that `shared/api` has for it; without a schema the answer's body is not read.
 * Throws ApiError (the server said no), OfflineError (no answer), UnexpectedAnswerError (an answer of another shape), or the
 * signal's own abort reason.
 */
export function request<S extends ZodType>(question: Question & { readonly schema: S }): Promise<z.output<S>>
export function request(question: Question): Promise<void>
export async function request(question: Question & { readonly schema?: ZodType }): Promise<unknown> {
  const { method = 'GET', path, schema } = question
  const answer = await send(question)
  if (!answer.ok)
    throw new ApiError(answer.status, readProblem(answer.status, answer.statusText, readJson(answer.text)))
  if (!schema) return undefined
  const parsed = schema.safeParse(readJson(answer.text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue ? ` (${issue.path.join('.') || 'body'}: ${issue.message})` : ''
  throw new UnexpectedAnswerError(
    `The answer to ${method} ${path} is not what this version of the app understands${place}. Reload the page; if it comes back, server and app are of different versions.`,
  )
}

type Answer = Pick<Response, 'ok' | 'status' | 'statusText'> & { readonly text: string }

async function send({ method = 'GET', path, query, body, raw, headers, signal }: Question): Promise<Answer> {
  const type = raw?.type ?? (body === undefined ? undefined : 'application/json')
  try {
    const answer = await fetch(`${path}${searchText(query)}`, {
      method,
      headers: { accept: 'application/json', ...(type ? { 'content-type': type } : {}), ...headers },
      ...(type ? { body: raw ? raw.content : JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    })
    const { ok, status, statusText } = answer
    const text = await answer.text()
    reportConnection('reachable')
    return { ok, status, statusText, text }
  } catch (error) {
    if (signal?.aborted) throw error
    reportConnection('unreachable')
    throw new OfflineError(`No answer to ${method} ${path}: the server cannot be reached`, { cause: error })
  }
}

function searchText(query: Question['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** A body as JSON where it is JSON, else as text: what is wrong with it is for the caller to judge. */
function readJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
