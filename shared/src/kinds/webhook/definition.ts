import { z } from 'zod'
import type { WebhookAnswer } from '../../contract/effect.ts'
import type { Environment } from '../../contract/environment.ts'
import type { Action, StepOutcome } from '../../contract/outcome.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { type Finding, failure, isFailure, readDuration, renderText } from '../content.ts'
import { isJsonPointer, valueAt } from './json-pointer.ts'

const params = z.strictObject({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  save: z.record(z.string(), z.string()).optional(),
  timeout: z.string().optional(),
})
type Params = z.infer<typeof params>

/** How long one try may take where the step does not say. */
const DEFAULT_TIMEOUT = 'PT10S'

/** Calls an address and waits for the final answer (FLOW-DSL §4, fine print 8, 120, 160). */
export const webhook = defineStepKind({
  kind: 'webhook',
  family: 'connect',
  params,
  outlets: () => ['ok', 'failed'],
  fallThrough: { failed: 'ok' },
  isActing: true,
  mayRest: () => true,
  mentions: ({ url, headers = {}, body, timeout }) => ({
    templates: [
      { field: 'url', template: url },
      ...Object.entries(headers).map(([name, template]) => ({ field: `headers.${name}`, template })),
      ...(body === undefined ? [] : [{ field: 'body', template: body }]),
    ],
    durations: timeout === undefined ? [] : [{ field: 'timeout', text: timeout, allow: 'positive' }],
  }),
  check: findings,
  undrawn: (_, outlet) => (outlet === 'failed' ? null : undefined),
  describe: ({ url, method }, language) => `${{ en: 'Call', fr: 'Appeler' }[language]} ${method} ${url}`,
  enter: (step, env) => call(step, env),
  // The call was made: its answer still comes, and is not asked for twice.
  carryOn: () => ({ type: 'stay' }),
  resume: (step, _, wake) => (wake.type === 'webhook' ? answered(step, wake.answer) : { type: 'stay' }),
})

function call(step: Params, env: Environment): StepOutcome<'ok' | 'failed'> {
  const { method, timeout = DEFAULT_TIMEOUT } = step
  const limit = readDuration('timeout', timeout)
  if (isFailure(limit)) return limit
  const url = renderText(env, 'url', step.url.trim())
  if (isFailure(url)) return url
  if (!WEB_ADDRESS.test(url))
    return failure('bad_value', `url: "${url}" is not an address that starts with http:// or https://`)
  const headers: Record<string, string> = {}
  for (const [name, template] of Object.entries(step.headers ?? {})) {
    const value = renderText(env, `headers.${name}`, template)
    if (isFailure(value)) return value
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value)) {
      return failure('bad_value', `headers: ${JSON.stringify(name)} cannot be sent as a header`)
    }
    headers[name] = value
  }
  const body = step.body === undefined || method === 'GET' ? undefined : renderText(env, 'body', step.body)
  if (isFailure(body)) return body
  const action = {
    type: 'call_webhook',
    url,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    timeout,
  } as const
  return { type: 'rest', wakeAt: null, actions: [action] }
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+/i
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** No line breaks: they would start another header. */
const HEADER_VALUE = /^[^\p{Cc}]*$/u

/** 2xx is `ok` and its body may be read; everything else is `failed` and is not. */
function answered({ save = {} }: Params, answer: WebhookAnswer): StepOutcome<'ok' | 'failed'> {
  if ('error' in answer) return { type: 'leave', outlet: 'failed', detail: { error: answer.error } }
  const { status, body } = answer
  if (status < 200 || status > 299) return { type: 'leave', outlet: 'failed', detail: { status } }
  const actions = Object.entries(save).flatMap(([name, pointer]): Action[] => {
    const found = z.json().safeParse(valueAt(body, pointer))
    return found.success ? [{ type: 'set_var', name, value: found.data }] : []
  })
  return { type: 'leave', outlet: 'ok', actions, detail: { status } }
}

function findings({ url, method, headers = {}, body, save = {} }: Params): Finding[] {
  const found: Finding[] = []
  const refuse = (code: string, field: string, message: string, fix: string) =>
    found.push({ code, level: 'error', field, message, fix })
  if (!WEB_ADDRESS.test(url) && !url.trimStart().startsWith('{')) {
    refuse('bad_url', 'url', `"${url}" is not a web address`, 'Start it with https://.')
  }
  if (method === 'GET' && body !== undefined) {
    refuse('unused_parameter', 'body', 'a GET request carries no body', 'Remove the body, or use POST.')
  }
  for (const name of Object.keys(headers)) {
    if (HEADER_NAME.test(name)) continue
    refuse(
      'bad_header',
      `headers.${name}`,
      `${JSON.stringify(name)} cannot name a header`,
      'Use letters, digits and dashes.',
    )
  }
  for (const [name, pointer] of Object.entries(save)) {
    if (isJsonPointer(pointer)) continue
    const message = `"${pointer}" is not a JSON pointer`
    refuse(
      'bad_pointer',
      `save.${name}`,
      message,
      'Start it with a slash and name the members on the way: /company/size.',
    )
  }
  return found
}
