import type { Context } from 'hono'
import type { z } from 'zod'
import type { OperationId } from './access.ts'
import { hasNoBody, readJson } from './body.ts'
import { parseShape } from './shape.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A body that is not JSON, for the document: media type and what stands in it. */
export interface RawContent {
  readonly type: string
  readonly description: string
  readonly schema?: z.ZodType
}

type Answers = Readonly<Record<number, z.ZodType | RawContent | null>>

/** One operation as its callers see it; the OpenAPI document and the checks at run time are both made from it. */
export interface RouteSpec<
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Given extends Answers,
> {
  readonly id: OperationId
  readonly method: Method
  /** `/api/flows/{key}` */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** heading in the document */
  readonly tag: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** nothing sent = an empty object */
  readonly isBodyOptional?: true
  /** body that the route reads by itself */
  readonly rawBody?: readonly RawContent[]
  readonly answers: Given
  /** error codes worth naming in the document, beside those every route may answer */
  readonly errors?: readonly string[]
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Answer<Given extends Answers> = {
  readonly status: keyof Given & number
  readonly body: AnswerBody<Given[keyof Given]>
  readonly headers?: Readonly<Record<string, string>>
}
type AnswerBody<Schema> = Schema extends z.ZodType ? z.output<Schema> : null

export interface Call<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly c: Context
}

/** A route without its types, as the app mounts it and the document describes it. */
export interface Route {
  readonly spec: RouteSpec<z.ZodObject | undefined, z.ZodObject | undefined, z.ZodType | undefined, Answers>
  run(c: Context): Promise<Response>
}

export function route<
  Given extends Answers,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  spec: RouteSpec<Params, Query, Body, Given>,
  answer: (call: Call<Out<Params>, Out<Query>, Out<Body>>) => Promise<Answer<NoInfer<Given>> | Response>,
): Route {
  return {
    spec,
    async run(c) {
      const params = spec.params ? parseShape(spec.params, c.req.param(), 'The address') : undefined
      const query = spec.query ? parseShape(spec.query.strict(), c.req.query(), 'The query') : undefined
      const isBodyLeftOut = spec.isBodyOptional === true && hasNoBody(c)
      const sent = spec.body && (isBodyLeftOut ? {} : await readJson(c))
      const body = spec.body ? parseShape(spec.body, sent, 'The body') : undefined
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: the conditional types of Call collapse to exactly these values
      const call = { params, query, body, c } as Call<Out<Params>, Out<Query>, Out<Body>>
      const given = await answer(call)
      if (given instanceof Response) return given
      const headers = { 'cache-control': 'no-store', ...given.headers }
      if (given.body === null) return new Response(null, { status: given.status, headers })
      return new Response(JSON.stringify(given.body), {
        status: given.status,
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      })
    },
  }
}
