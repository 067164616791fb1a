import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RequestError } from '@couveuse/shared/contract/problem'
import { z } from 'zod'

/** All that the operator may set, read once at start. Nothing else in the product looks at the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  /** the embedded queue lives here, and by default the database */
  readonly dataDir: string
  /** path of the SQLite file, where the workspace is kept in one */
  readonly databasePath: string
  /** undefined = the workspace is kept in the SQLite file */
  readonly postgresUrl: string | undefined
  /** which part of the product this process is */
  readonly role: Role
  /** undefined = the embedded queue */
  readonly queueUrl: string | undefined
  /** undefined = mail is captured */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** undefined = SMS are captured */
  readonly sms: SmsConfig | undefined
  /** where links in messages lead; undefined = where this process listens */
  readonly publicUrl: string | undefined
  /** undefined = made once and kept with the workspace */
  readonly secret: string | undefined
  /** `whsec_…`; undefined = derived from the secret */
  readonly webhookSecret: string | undefined
  /** hosts and networks that webhooks may call although they are private */
  readonly webhookAllow: readonly string[]
  /** what becomes of a message whose sending was interrupted so that nobody knows whether it arrived */
  readonly resendPolicy: 'hold' | 'resend'
  readonly perSecond: { readonly email: number; readonly sms: number; readonly webhook: number }
  readonly smtpConnections: number
  /** contacts per batch at most */
  readonly batchSize: number
  /** who is written to when an invariant does not hold; several with commas */
  readonly alertEmail: string | undefined
  /** what is called then */
  readonly alertUrl: string | undefined
  /** undefined = /metrics answers this machine alone */
  readonly metricsToken: string | undefined
  /** between "not ready" and the last request, so that a load balancer has time to look away */
  readonly drainDelayMs: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly isBrowserOpened: boolean
  readonly isDemoLoaded: boolean
  /** for crash tests: die when this point is passed for the n-th time */
  readonly crashAt: { readonly point: string; readonly nth: number } | undefined
}

/** `api` answers people and programs, `worker` lets contacts take their turns and sends, `all` does both. */
export const ROLES = ['all', 'api', 'worker'] as const
export type Role = (typeof ROLES)[number]

export interface SmsConfig {
  readonly baseUrl: string
  readonly account: string
  readonly token: string
  readonly from: string
}

const whole = (from: number, to: number) =>
  z.coerce.number({ error: `a whole number from ${from} to ${to}` }).pipe(
    z
      .int({ error: `a whole number from ${from} to ${to}` })
      .min(from, { error: `a whole number from ${from} to ${to}` })
      .max(to, { error: `a whole number from ${from} to ${to}` }),
  )
const yesOrNo = z.enum(['0', '1'], { error: '0 or 1' })
const webUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'an address such as https://nurture.example.com',
  })
  .transform((text) => text.replace(/\/+$/, ''))
const perSecond = z.coerce
  .number({ error: 'a number of messages per second, 0 = no limit' })
  .min(0, { error: 'a number of messages per second, 0 = no limit' })

const settings = z.object({
  PORT: whole(0, 65_535).default(4400),
  HOST: z.string().default('127.0.0.1'),
  COUVEUSE_DATA: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/.)/, {
      error: 'file: and a path, such as file:data/couveuse.db, or postgres://user:password@host/database',
    })
    .refine((text) => text.startsWith('file:') || URL.canParse(text), {
      error: 'an address such as postgres://user:password@host:5432/database',
    })
    .optional(),
  COUVEUSE_ROLE: z.enum(ROLES, { error: 'all, api or worker' }).default('all'),
  QUEUE_URL: z
    .string()
    .regex(/^(embedded$|rediss?:\/\/|unix:|\/|postgres(ql)?:\/\/)/, {
      error: 'redis://…, rediss://…, the path of a Redis socket, or postgres://…; leave it out for the embedded queue',
    })
    .optional(),
  SMTP_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), {
      error: 'smtp://user:password@host:587 or smtps://…; leave it out to keep mail in the outbox page',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>@\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, { error: 'an address such as Acme <hello@acme.example>' })
    .default('Couveuse <couveuse@localhost>'),
  SMS_URL: webUrl.default('https://api.twilio.com'),
  SMS_ACCOUNT: z.string().optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  PUBLIC_URL: webUrl.optional(),
  COUVEUSE_SECRET: z.string().min(16, { error: 'at least 16 characters that nobody can guess' }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, { error: 'whsec_ and at least 24 random bytes in base64' })
    .optional(),
  WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  RESEND_POLICY: z.enum(['hold', 'resend'], { error: 'hold or resend' }).default('hold'),
  EMAIL_PER_SECOND: perSecond.default(0),
  SMS_PER_SECOND: perSecond.default(10),
  WEBHOOKS_PER_SECOND: perSecond.default(0),
  SMTP_CONNECTIONS: whole(1, 100).default(5),
  BATCH_SIZE: whole(1, 10_000).default(1000),
  ALERT_EMAIL: z
    .string()
    .regex(/^[^\s<>@,]+@[^\s<>@,]+(\s*,\s*[^\s<>@,]+@[^\s<>@,]+)*$/, {
      error: 'an address such as ops@example.com, or several with commas',
    })
    .optional(),
  ALERT_URL: webUrl.optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'at least 16 characters that nobody can guess' }).optional(),
  DRAIN_DELAY_SECONDS: whole(0, 300).default(0),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'debug, info, warn, error or silent' })
    .default('info'),
  COUVEUSE_NO_OPEN: yesOrNo.default('0'),
  COUVEUSE_DEMO: yesOrNo.default('1'),
  COUVEUSE_CRASH_AT: z
    .string()
    .regex(/^[a-z]+:[1-9]\d*$/, { error: 'a point and a count, such as committed:3' })
    .optional(),
})

/**
 * Reads the settings. Throws a `RequestError` that names the variable, what is wrong with it and what it takes; an empty
 * variable counts as unset. `instead` comes from the command line and has the last word.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  instead: Readonly<Record<string, string>> = {},
): Config {
  const all = Object.entries({ ...env, ...instead })
  const given = Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? 'The environment')
    const isSecret = /SECRET|TOKEN|URL/.test(name)
    const found = isSecret ? '' : `=${String(given[name])}`
    throw wrongSetting(name, `${name}${found} cannot be used: it takes ${issue?.message ?? 'something else'}.`)
  }
  const set = parsed.data
  const dataDir = resolve(set.COUVEUSE_DATA)
  const [point, nth] = (set.COUVEUSE_CRASH_AT ?? '').split(':')
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir,
    databasePath: set.DATABASE_URL?.startsWith('file:') ? pathOf(set.DATABASE_URL) : join(dataDir, 'couveuse.db'),
    postgresUrl: set.DATABASE_URL?.startsWith('postgres') ? set.DATABASE_URL : undefined,
    role: set.COUVEUSE_ROLE,
    queueUrl: set.QUEUE_URL === 'embedded' ? undefined : set.QUEUE_URL,
    smtpUrl: set.SMTP_URL,
    mailFrom: set.MAIL_FROM,
    sms: smsOf(set),
    publicUrl: set.PUBLIC_URL,
    secret: set.COUVEUSE_SECRET,
    webhookSecret: set.WEBHOOK_SECRET,
    webhookAllow: set.WEBHOOK_ALLOW,
    resendPolicy: set.RESEND_POLICY,
    perSecond: { email: set.EMAIL_PER_SECOND, sms: set.SMS_PER_SECOND, webhook: set.WEBHOOKS_PER_SECOND },
    smtpConnections: set.SMTP_CONNECTIONS,
    batchSize: set.BATCH_SIZE,
    alertEmail: set.ALERT_EMAIL,
    alertUrl: set.ALERT_URL,
    metricsToken: set.METRICS_TOKEN,
    drainDelayMs: set.DRAIN_DELAY_SECONDS * 1000,
    logLevel: set.LOG_LEVEL,
    isBrowserOpened: set.COUVEUSE_NO_OPEN === '0' && hasDesktop(given),
    isDemoLoaded: set.COUVEUSE_DEMO === '1',
    crashAt: point ? { point, nth: Number(nth) } : undefined,
  }
}

/** Without a display `xdg-open` would find a text browser, or nothing. */
const hasDesktop = (env: Readonly<Record<string, unknown>>): boolean =>
  process.platform !== 'linux' || env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined

function smsOf(set: z.infer<typeof settings>): SmsConfig | undefined {
  const { SMS_ACCOUNT: account, SMS_TOKEN: token, SMS_FROM: from } = set
  if (account === undefined && token === undefined && from === undefined) return undefined
  for (const name of ['SMS_ACCOUNT', 'SMS_TOKEN', 'SMS_FROM'] as const) {
    if (set[name] === undefined)
      throw wrongSetting(name, `${name} is missing: sending SMS takes SMS_ACCOUNT, SMS_TOKEN and SMS_FROM together.`)
  }
  return { baseUrl: set.SMS_URL, account: account ?? '', token: token ?? '', from: from ?? '' }
}

/** `file:///srv/a.db`, `file:/srv/a.db` and `file:a.db` (beside where the product was started). */
function pathOf(url: string): string {
  if (url.startsWith('file://')) {
    try {
      return fileURLToPath(url)
    } catch {
      throw wrongSetting(
        'DATABASE_URL',
        'DATABASE_URL is no address of a file: write file:data/couveuse.db or file:///srv/couveuse.db.',
      )
    }
  }
  const path = url.slice('file:'.length)
  return isAbsolute(path) ? path : resolve(path)
}

/**
 * The path of the SQLite file, for commands that are about a file.
 *
 * @throws RequestError `not_for_postgres` with the way out
 */
export function fileOf({ postgresUrl, databasePath }: Config, command: string, wayOut: string): string {
  if (postgresUrl === undefined) return databasePath
  throw new RequestError(
    'not_for_postgres',
    `couveuse ${command} is for workspaces kept in a file, and DATABASE_URL names a PostgreSQL database: ${wayOut}`,
  )
}

/**
 * Parts of the product in processes of their own meet in the database and in the queue.
 *
 * @throws RequestError `wrong_setting` where they could not
 */
export function checkRole({ role, postgresUrl, queueUrl }: Config): void {
  if (role === 'all') return
  if (postgresUrl === undefined)
    throw wrongSetting(
      'DATABASE_URL',
      `The role ${role} needs a database that several processes share: set DATABASE_URL=postgres://… (couveuse migrate-store moves a workspace there), or serve with the role all.`,
    )
  if (queueUrl === undefined)
    throw wrongSetting(
      'QUEUE_URL',
      `The role ${role} needs a queue that several processes share: set QUEUE_URL=redis://… or postgres://…, or serve with the role all.`,
    )
}

/**
 * A place for a workspace as people write it on the command line: `file:PATH` or `postgres://…`.
 *
 * @throws RequestError `wrong_arguments`
 */
export function placeOf(argument: string, text: string): { readonly path: string } | { readonly url: string } {
  if (/^file:./.test(text)) return { path: pathOf(text) }
  if (/^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)) return { url: text }
  throw new RequestError(
    'wrong_arguments',
    `${argument} is no place of a workspace: write file:data/couveuse.db or postgres://user:password@host/database`,
  )
}

const wrongSetting = (name: string, message: string): RequestError =>
  new RequestError('wrong_setting', message, { path: name })
