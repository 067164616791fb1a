import { type ScriptedAnswer, webhookAnswerSchema } from '@couveuse/shared/simulate/scenario'

export const ANSWER_KINDS = ['ok', 'bad', 'timeout', 'own'] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

/** One answer as it stands in the form. */
export interface AnswerDraft {
  readonly kind: AnswerKind
  readonly status: number
  /** JSON text; empty = an empty object */
  readonly body: string
  /** ISO duration; empty = at once */
  readonly after: string
}

/** The form of the one answer a webhook is scripted to give; undefined where a file scripts several. */
export function answerDraft(script: readonly ScriptedAnswer[] = []): AnswerDraft | undefined {
  const [answer, ...others] = script
  if (others.length > 0) return undefined
  const empty = { kind: 'ok', status: 200, body: '', after: answer?.after ?? '' } as const
  if (!answer) return empty
  if ('error' in answer) return { ...empty, kind: 'timeout' }
  const { status, body } = answer
  const isPlain = body === undefined && answer.after === undefined
  const kind = isPlain && status === 200 ? 'ok' : isPlain && status === 500 ? 'bad' : 'own'
  return { ...empty, kind, status, body: body === undefined ? '' : JSON.stringify(body, null, 2) }
}

/** The script of the form; undefined while its body is no JSON. An empty list = the usual good answer. */
export function scriptOf({ kind, status, body, after }: AnswerDraft): readonly ScriptedAnswer[] | undefined {
  if (kind === 'ok') return []
  if (kind === 'bad') return [{ status: 500 }]
  if (kind === 'timeout') return [{ error: 'timeout' }]
  let json: unknown
  try {
    json = body.trim() === '' ? undefined : JSON.parse(body)
  } catch {
    return undefined // said by the field
  }
  const read = webhookAnswerSchema.safeParse({
    status,
    ...(json === undefined ? {} : { body: json }),
    ...(after === '' ? {} : { after }),
  })
  return read.success ? [read.data] : undefined
}
