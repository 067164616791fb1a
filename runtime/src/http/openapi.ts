import { ERROR_CODES, PROBLEM_MEDIA_TYPE, problemDetailsSchema } from '@couveuse/shared/api/errors'
import { z } from 'zod'
import { ACCESS } from './access.ts'
import type { RawContent, Route } from './route.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema
type Json = Record<string, unknown>

/**
 * The OpenAPI 3.1 document, made from the very schemas that judge requests. zod writes the JSON Schema (3.1 speaks 2020-12);
 * schemas with an id become components. Made by hand because generators built for OpenAPI 3.0 do not survive schemas
 * that contain themselves, and conditions and JSON values do.
 */
export function openApiDocument(
  routes: readonly Route[],
  options: { readonly version: string; readonly serverUrl: string },
): Json {
  const components = new Components()
  const problem = components.use(problemDetailsSchema, 'output')
  const paths: Record<string, Json> = {}
  for (const { spec } of routes) {
    paths[spec.path] ??= {}
    Object.assign(paths[spec.path] ?? {}, { [spec.method]: operation(spec, components, problem) })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Couveuse',
      version: options.version,
      description:
        'Lead nurturing flows: draw, publish, feed with events, read what happened. Every error is a ProblemDetails; its codes are listed with that schema. Instants are UTC, ISO 8601; lists give a `nextCursor` until the last page.',
    },
    servers: [{ url: options.serverUrl }],
    tags: [...new Set(routes.map((route) => route.spec.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: {
        ...components.schemas,
        ProblemDetails: { ...components.schemas.ProblemDetails, description: errorTable() },
      },
    },
  }
}

function operation(spec: Route['spec'], components: Components, problem: JsonSchema): Json {
  const bodies = requestBodies(spec, components)
  return {
    operationId: spec.id,
    summary: spec.summary,
    description: [spec.description, `For: ${ACCESS[spec.id].join(', ')}.`].filter(Boolean).join('\n\n'),
    tags: [spec.tag],
    'x-callers': ACCESS[spec.id],
    parameters: [...parameters(spec.params, 'path', components), ...parameters(spec.query, 'query', components)],
    ...(bodies === undefined ? {} : { requestBody: { required: spec.isBodyOptional !== true, content: bodies } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(spec.answers).map(([status, answer]) => [status, response(status, answer, components)]),
      ),
      default: {
        description: spec.errors?.length ? `An error: ${spec.errors.join(', ')} …` : 'An error',
        content: { [PROBLEM_MEDIA_TYPE]: { schema: problem } },
      },
    },
  }
}

function parameters(schema: z.ZodObject | undefined, place: 'path' | 'query', components: Components): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = components.use(schema, 'input')
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function requestBodies(spec: Route['spec'], components: Components): Json | undefined {
  if (spec.body) return { 'application/json': { schema: components.use(spec.body, 'input') } }
  if (!spec.rawBody) return undefined
  return Object.fromEntries(spec.rawBody.map((content) => [content.type, rawContent(content, components, 'input')]))
}

function response(status: string, answer: z.ZodType | RawContent | null, components: Components): Json {
  const description = DESCRIPTIONS[Number(status)] ?? 'Answer'
  if (answer === null) return { description }
  if (answer instanceof z.ZodType) {
    return { description, content: { 'application/json': { schema: components.use(answer, 'output') } } }
  }
  return { description: answer.description, content: { [answer.type]: rawContent(answer, components, 'output') } }
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Recorded; worked in within moments',
  204: 'Done; nothing to say',
  302: 'Redirect',
  503: 'Not ready',
}

function rawContent(content: RawContent, components: Components, io: 'input' | 'output'): Json {
  return {
    schema: content.schema ? components.use(content.schema, io) : { type: 'string', description: content.description },
  }
}

function errorTable(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`)
  return `Every error is \`${PROBLEM_MEDIA_TYPE}\` with one of these codes:\n\n| code | status | meaning |\n|---|---|---|\n${rows.join('\n')}`
}

/** Collects named schemas. A name whose request and answer forms differ (defaults) exists twice, as `X` and `XInput`. */
class Components {
  readonly schemas: Record<string, JsonSchema> = {}

  /** The schema as JSON Schema, with a reference wherever a part of it has a name. */
  use(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...whole
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: shorten })
    // a definition may mention itself or a later one: settle all names first, then write them into the references
    const names = new Map<string, string>()
    for (const [local, definition] of Object.entries($defs)) names.set(local, this.#nameFor(local, definition, io))
    for (const [local, definition] of Object.entries($defs)) {
      this.schemas[names.get(local) ?? local] ??= redirect(definition, names)
    }
    return redirect(whole, names)
  }

  readonly #texts = new Map<string, string>()

  #nameFor(local: string, definition: unknown, io: 'input' | 'output'): string {
    // the only schema without a name that mentions itself is the JSON value
    if (local.startsWith('__schema')) return 'Json'
    const text = JSON.stringify(definition).replaceAll(/__schema\d+/g, 'Json')
    const known = this.#texts.get(local)
    if (known === undefined) this.#texts.set(local, text)
    if (known === undefined || known === text) return local
    return io === 'input' ? `${local}Input` : `${local}Output`
  }
}

/** Leaves out what says nothing to a reader: the long pattern beside `date-time`, the bounds of safe integers. */
function shorten({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
}

/** Rewrites `#/$defs/X` to where X now stands. */
function redirect(schema: unknown, names: ReadonlyMap<string, string>): JsonSchema {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: JSON Schema goes in, only its references change
  return rewrite(schema, (local) => `#/components/schemas/${names.get(local) ?? local}`) as JsonSchema
}

function rewrite(node: unknown, place: (local: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, place))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? place(value.replace('#/$defs/', '')) : rewrite(value, place),
    ]),
  )
}
