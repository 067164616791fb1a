import { z } from 'zod'

/**
 * Every code the API can answer with, its status and title: the one table. A code is stable; messages may improve.
 * Findings about a flow have codes of their own (docs/flow-dsl.md) and travel in `problems`.
 */
export const ERROR_CODES = {
  // how the request is written
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_utf8: { status: 400, title: 'The body is not UTF-8 text' },
  empty_body: { status: 400, title: 'The body is missing' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'This content type is not read here' },
  wrong_shape: { status: 400, title: 'A value has the wrong shape' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  // where it goes and who sends it
  route_not_found: { status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { status: 405, title: 'This address does not answer that method' },
  foreign_origin: { status: 403, title: 'A page of another site sent this request' },
  foreign_host: { status: 421, title: 'This is not the host the product answers for' },
  not_for_you: { status: 403, title: 'This needs a token that the operator has' },
  invalid_token: { status: 400, title: 'This link was not signed by us' },
  // flows
  flow_not_found: { status: 404, title: 'There is no such flow' },
  flow_key_taken: { status: 409, title: 'Another flow has this key' },
  flow_key_fixed: { status: 409, title: 'The key of a flow cannot change' },
  flow_has_open_enrollments: { status: 409, title: 'Contacts are still in this flow' },
  flow_not_published: { status: 409, title: 'The flow has not been published' },
  flow_already_paused: { status: 409, title: 'The flow is already paused' },
  flow_not_paused: { status: 409, title: 'The flow is not paused' },
  draft_conflict: { status: 409, title: 'The draft was changed by someone else' },
  flow_has_errors: { status: 422, title: 'The flow has errors' },
  version_not_found: { status: 404, title: 'There is no such version' },
  version_superseded: { status: 409, title: 'Another version was published meanwhile' },
  step_not_found: { status: 400, title: 'The version to be published has no such step' },
  // contacts, events, enrollments
  contact_not_found: { status: 404, title: 'There is no such contact' },
  contact_exists: { status: 409, title: 'There is already such a contact' },
  unknown_contact: { status: 404, title: 'The event names nobody we know' },
  invalid_value: { status: 400, title: 'A value does not fit its attribute' },
  invalid_email: { status: 400, title: 'This is not an e-mail address' },
  invalid_phone: { status: 400, title: 'This is not a phone number' },
  enrollment_not_found: { status: 404, title: 'There is no such enrollment' },
  enrollment_not_open: { status: 409, title: 'The enrollment has already ended' },
  enrollment_not_failed: { status: 409, title: 'The enrollment has not failed' },
  mend_not_found: { status: 404, title: 'There is no such repair of failed enrollments' },
  // CSV import
  import_not_found: { status: 404, title: 'There is no such import' },
  csv_empty: { status: 400, title: 'The file has no rows' },
  csv_broken: { status: 400, title: 'The file is not a CSV file' },
  csv_wrong_columns: { status: 400, title: 'The columns cannot be imported' },
  csv_wrong_mapping: { status: 400, title: 'The mapping does not fit the file' },
  // sales
  handoff_not_found: { status: 404, title: 'There is no such hand-off' },
  handoff_closed: { status: 409, title: 'The hand-off is already closed' },
  handoff_already_accepted: { status: 409, title: 'The hand-off has already been accepted' },
  task_not_found: { status: 404, title: 'There is no such task' },
  task_already_done: { status: 409, title: 'The task is already done' },
  // messages and settings
  message_not_found: { status: 404, title: 'There is no such message' },
  template_not_found: { status: 404, title: 'The library has no such message' },
  template_in_use: { status: 409, title: 'Flows use this message' },
  template_error: { status: 422, title: 'The template cannot be rendered' },
  segment_not_found: { status: 404, title: 'There is no such segment' },
  segment_in_use: { status: 409, title: 'Something uses this segment' },
  condition_has_errors: { status: 422, title: 'The condition has errors' },
  settings_conflict: { status: 409, title: 'The settings were changed by someone else' },
  settings_have_errors: { status: 422, title: 'The settings have errors' },
  // us
  shutting_down: { status: 503, title: 'The product is shutting down' },
  temporarily_unavailable: { status: 503, title: 'Something we need is not there just now' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>
export type ErrorCode = keyof typeof ERROR_CODES

/** A finding: of `check` about a flow, or one of several things wrong with a body. */
export const problemSchema = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'warning', 'info']),
    step: z.string().exactOptional(),
    field: z.string().exactOptional(),
    message: z.string(),
    fix: z.string().exactOptional(),
  })
  .meta({ id: 'Problem' })

/** The one shape of every error answer, `application/problem+json` (RFC 9457 with our own members). */
export const problemDetailsSchema = z
  .object({
    /** `urn:couveuse:error:<code>` */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    message: z.string(),
    /** of the offending value: `flow.steps.welcome.kind`, `contacts[3].email` */
    path: z.string().optional(),
    problems: z.array(problemSchema).optional(),
    /** what to quote when asking us about an `internal_error`; it stands in the log */
    errorId: z.string().optional(),
  })
  .meta({ id: 'ProblemDetails' })
export type ProblemDetails = z.infer<typeof problemDetailsSchema>

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code)
}
