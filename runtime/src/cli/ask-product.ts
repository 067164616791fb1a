import { RequestError } from '@couveuse/shared/contract/problem'
import { z } from 'zod'
import { readConfig } from '../config.ts'

const refusalSchema = z.object({ code: z.string(), message: z.string() })

/** Asks the product that runs on this machine; an answer without a body is null. */
export async function askProduct<Answer>(
  path: string,
  schema: z.ZodType<Answer>,
  init: RequestInit = {},
): Promise<Answer> {
  const { host, port } = readConfig()
  const response = await fetch(
    `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}${path}`,
    init,
  )
  const text = await response.text()
  const json: unknown = text === '' ? null : JSON.parse(text)
  if (response.ok) return schema.parse(json)
  const refusal = refusalSchema.safeParse(json)
  throw refusal.success
    ? new RequestError(refusal.data.code, refusal.data.message)
    : new RequestError('refused', `the running product refused ${path} (${response.status})`)
}
