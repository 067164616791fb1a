/** The words of the contract that are closed lists. One place, so that schema, engine, store and UI cannot drift apart. */

export const STEP_KINDS = [
  'email',
  'sms',
  'task',
  'wait',
  'listen',
  'branch',
  'split',
  'score',
  'update',
  'handoff',
  'nurture',
  'webhook',
  'notify',
  'goal',
  'end',
] as const
export type StepKindName = (typeof STEP_KINDS)[number]

/** Families group kinds by what they do to the contact; the canvas gives each one colour and one icon shape. */
export const STEP_FAMILIES = ['send', 'human', 'wait', 'decide', 'record', 'connect', 'leave'] as const
export type StepFamily = (typeof STEP_FAMILIES)[number]

/** The languages the product speaks: descriptions of steps and conditions exist in each. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** In DOMAIN order; `recycled` counts as `prospect`, `disqualified` stands outside (fine print 143, 157). */
export const STAGES = [
  'suspect',
  'prospect',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
  'recycled',
  'disqualified',
] as const
export type Stage = (typeof STAGES)[number]

export const MESSAGE_CHANNELS = ['email', 'sms'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

export const TASK_CHANNELS = ['call', 'letter', 'social', 'other'] as const
export type TaskChannel = (typeof TASK_CHANNELS)[number]

export const CONSENT_STATES = ['granted', 'denied', 'pending', 'unknown'] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

export const BUYING_ROLES = ['researcher', 'recommender', 'decider', 'payer', 'user'] as const

export const TEMPERATURES = ['cold', 'warm', 'hot'] as const
export type Temperature = (typeof TEMPERATURES)[number]

export const BANT = ['budget', 'authority', 'need', 'timing'] as const
export type BantAnswer = (typeof BANT)[number]

export const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date', 'set'] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

export const OPEN_STATUSES = ['active', 'waiting', 'failed'] as const
const FINAL_STATUSES = ['converted', 'ended', 'left'] as const
export const ENROLLMENT_STATUSES = [...OPEN_STATUSES, ...FINAL_STATUSES] as const
export type EnrollmentStatus = (typeof ENROLLMENT_STATUSES)[number]

export const HANDOFF_OUTCOMES = ['accepted', 'returned', 'won', 'lost'] as const
export type HandoffOutcome = (typeof HANDOFF_OUTCOMES)[number]

export const RETURN_REASONS = ['no_budget', 'bad_timing', 'wrong_contact', 'bad_data', 'not_a_fit'] as const

/** Why a message was not sent (fine print 41). */
export const BLOCK_REASONS = ['address', 'suppressed', 'consent', 'pressure'] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

/** Events the product itself makes or gives a meaning to (fine print 28). */
export const BUILT_IN_EVENTS = [
  'email_sent',
  'email_opened',
  'email_clicked',
  'email_bounced',
  'email_complained',
  'sms_sent',
  'sms_replied',
  'unsubscribed',
  'page_viewed',
  'form_submitted',
] as const

/** Fields of `contact.<name>` that exist without declaration (FLOW-DSL §3, fine print 25, 151). All text but `createdAt`. */
export const CONTACT_FIELDS = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'title',
  'language',
  'timezone',
  'country',
  'city',
  'source',
  'createdAt',
  'owner',
  'buyingRole',
] as const

/** Rank of a stage for "earlier than" (fine print 143, 157): recycled counts as prospect, disqualified is never earlier. */
export function stageRank(stage: Stage): number {
  if (stage === 'recycled') return STAGES.indexOf('prospect')
  if (stage === 'disqualified') return Number.POSITIVE_INFINITY
  return STAGES.indexOf(stage)
}
