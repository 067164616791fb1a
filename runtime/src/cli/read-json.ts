import { readFileSync } from 'node:fs'
import { RequestError } from '@couveuse/shared/contract/problem'

/** Reads a JSON file or says in one line what is wrong with it: file, place, code. */
function readJson(file: string): unknown {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new RequestError(
      'unreadable_file',
      `${file}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`,
    )
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new RequestError('invalid_utf8', `${file}: is not valid UTF-8: save it as UTF-8 and try again`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RequestError(
      'invalid_json',
      `${file}: is not JSON (${error instanceof Error ? error.message : 'unknown error'})`,
    )
  }
}

/** A JSON object, because every document of the CLI is one. */
export function readJsonObject(file: string): Readonly<Record<string, unknown>> {
  const json = readJson(file)
  if (isObject(json)) return json
  const found = Array.isArray(json) ? 'an array' : JSON.stringify(json).slice(0, 40)
  throw new RequestError('not_an_object', `${file}: holds ${found}, not a JSON object`)
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** A failure as the CLI prints it in JSON (fine print 31). */
export function toError(error: unknown): { readonly code: string; readonly message: string; readonly path?: string } {
  if (error instanceof RequestError) {
    return { code: error.code, message: error.message, ...(error.path === undefined ? {} : { path: error.path }) }
  }
  return { code: 'internal_error', message: error instanceof Error ? error.message : String(error) }
}
