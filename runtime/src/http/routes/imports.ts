import {
  type ImportMapping,
  importMappingSchema,
  importPreviewSchema,
  importProgressSchema,
} from '@couveuse/shared/api/imports'
import type { Context } from 'hono'
import { z } from 'zod'
import { previewImport } from '../../contacts-import/import-contacts.ts'
import { type PreparedImport, prepareImport } from '../../contacts-import/prepare-import.ts'
import { expectType, readBytes } from '../body.ts'
import type { HttpDeps } from '../deps.ts'
import { refuse } from '../refuse.ts'
import { type RawContent, type Route, route } from '../route.ts'
import { parseShape } from '../shape.ts'
import { loadWorkspace } from '../workspace.ts'

const tag = 'Contacts'
const FILE_MOST_BYTES = 50 * 1024 * 1024
const ANSWER_WITHIN_MS = 1500

/** `text/csv`: the mapping, as JSON, comes in the query. `multipart/form-data`: parts `file` and `mapping`. */
const query = z.object({ mapping: z.string().max(100_000).optional() })
const rawBody: readonly RawContent[] = [
  { type: 'text/csv', description: 'The file, UTF-8, with a header line' },
  {
    type: 'multipart/form-data',
    description: 'The file as part `file`, the mapping (JSON) as part `mapping`',
    schema: z.object({ file: z.string(), mapping: z.string().optional() }),
  },
]
const errors = ['invalid_utf8', 'csv_broken', 'csv_empty', 'csv_wrong_columns', 'csv_wrong_mapping']

export function importRoutes(deps: HttpDeps): Route[] {
  return [
    route(
      {
        id: 'previewImport',
        method: 'post',
        path: '/api/contacts/imports/preview',
        summary: 'Dry run of a CSV import: columns, first rows, what would happen; nothing is written',
        tag,
        query,
        rawBody,
        answers: { 200: importPreviewSchema },
        errors,
      },
      async (call) => {
        const prepared = await prepare(deps, call.c, call.query.mapping)
        return { status: 200, body: await previewImport(prepared, deps.store) }
      },
    ),
    route(
      {
        id: 'importContacts',
        method: 'post',
        path: '/api/contacts/imports',
        summary: 'Import contacts from a CSV file',
        description:
          'Known e-mail addresses are updated, others become contacts. A file that is no good as such is refused before anything is written; single bad rows are left out and listed. A big file answers 202 and goes on.',
        tag,
        query,
        rawBody,
        answers: { 200: importProgressSchema, 202: importProgressSchema },
        errors,
      },
      async (call) => {
        const prepared = await prepare(deps, call.c, call.query.mapping)
        const body = await deps.imports.begin(prepared, ANSWER_WITHIN_MS)
        const headers = { location: `/api/contacts/imports/${body.id}` }
        return { status: body.state === 'running' ? 202 : 200, body, headers }
      },
    ),
    route(
      {
        id: 'getImport',
        method: 'get',
        path: '/api/contacts/imports/{id}',
        summary: 'How far an import has come',
        tag,
        params: z.object({ id: z.string() }),
        answers: { 200: importProgressSchema },
        errors: ['import_not_found'],
      },
      async ({ params: { id } }) => {
        const body = deps.imports.find(id)
        if (!body)
          throw refuse('import_not_found', `There is no import "${id}"; the product may have been restarted since.`)
        return { status: 200, body }
      },
    ),
  ]
}

async function prepare({ store }: HttpDeps, c: Context, inQuery: string | undefined): Promise<PreparedImport> {
  const { bytes, mapping } = await readFile(c)
  const { settings } = await loadWorkspace(store)
  return prepareImport(bytes, { mapping: readMapping(mapping ?? inQuery), settings })
}

async function readFile(c: Context): Promise<{ bytes: Uint8Array; mapping: string | undefined }> {
  const wanted = 'text/csv or multipart/form-data'
  const type = expectType(
    c,
    (each) => ['text/csv', 'text/plain', 'application/csv', 'multipart/form-data'].includes(each),
    wanted,
  )
  const bytes = await readBytes(c, FILE_MOST_BYTES)
  if (type !== 'multipart/form-data') return { bytes, mapping: undefined }
  const form = await readForm(bytes, c.req.header('content-type') ?? '')
  const file = form.get('file')
  if (!(file instanceof File)) throw refuse('wrong_shape', 'The form has no part "file" with a CSV file in it.', 'file')
  const mapping = form.get('mapping')
  return { bytes: new Uint8Array(await file.arrayBuffer()), mapping: typeof mapping === 'string' ? mapping : undefined }
}

async function readForm(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  } catch {
    throw refuse('wrong_shape', 'The body is not a form (multipart/form-data) that can be read.')
  }
}

function readMapping(text: string | undefined): ImportMapping {
  if (text === undefined || text.trim() === '') return {}
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw refuse('csv_wrong_mapping', 'The mapping is not JSON: write {"Column": "field"}.', 'mapping')
  }
  return parseShape(importMappingSchema, json, 'The mapping')
}
