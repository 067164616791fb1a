import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Delivery } from '@couveuse/shared/api/settings'
import { z } from 'zod'
import { capturedMailer, capturedSms } from './adapters/captured.ts'
import { crashAt } from './adapters/crash-at.ts'
import { listen } from './adapters/front-door.ts'
import { httpWebhookCaller } from './adapters/http-webhook-caller.ts'
import { pinoLogger } from './adapters/pino-logger.ts'
import { smtpMailer } from './adapters/smtp-mailer.ts'
import { systemClock, tellJumps } from './adapters/system-clock.ts'
import { systemDice } from './adapters/system-dice.ts'
import { twilioSms } from './adapters/twilio-sms.ts'
import { type Config, checkRole } from './config.ts'
import type { EffectDeps } from './effects/effect-deps.ts'
import { emailHeaders } from './effects/email-message.ts'
import { perform } from './effects/registry.ts'
import { createApp } from './http/app.ts'
import { onlyHealth } from './http/only-health.ts'
import { meteredFetch, meteredPerform } from './operations/instrument.ts'
import { openOperations, stopwatch } from './operations/open-operations.ts'
import { retentionOf } from './operations/retention.ts'
import type { Clock } from './ports/clock.ts'
import { type CrashPoint, noCrash } from './ports/crash-point.ts'
import type { Dice } from './ports/dice.ts'
import type { Logger } from './ports/logger.ts'
import type { Mailer } from './ports/mailer.ts'
import type { SmsSender } from './ports/sms-sender.ts'
import type { WebhookCaller } from './ports/webhook-caller.ts'
import { tokenSigner } from './public/signed-token.ts'
import { openQueues } from './queue/open-queues.ts'
import type { JobQueues } from './queue/queues.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import { catalogCache } from './worker/catalog-cache.ts'
import { groupArrivals } from './worker/group-arrivals.ts'
import { openReception } from './worker/reception.ts'
import { openWorker, type Worker, type WorkerDeps } from './worker/worker.ts'

/** What tests replace; everything else is the product itself. */
export interface RuntimeOverrides {
  readonly clock?: Clock
  readonly dice?: Dice
  readonly log?: Logger
  readonly mailer?: Mailer
  readonly sms?: SmsSender
  readonly webhooks?: WebhookCaller
  readonly queues?: JobQueues
  readonly crashPoint?: CrashPoint
}

export interface Runtime {
  /** where people find it: `http://localhost:4400` */
  readonly url: string
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly worker: Worker
  /** Drains and closes everything in the order that loses nothing. Safe to call twice. */
  stop(): Promise<void>
}

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url))
const SETTLE_WITHIN_MS = 500
const DRAIN_WITHIN_MS = 10_000

/**
 * Builds the house and starts it: store, queue, worker, HTTP. Resolves when it serves. Throws a `RequestError` for what
 * the operator can mend (another runtime on the same file, a port that is taken), and leaves nothing open then.
 */
export async function startRuntime(config: Config, overrides: RuntimeOverrides = {}): Promise<Runtime> {
  const log = overrides.log ?? pinoLogger({ level: config.logLevel })
  const clock = overrides.clock ?? systemClock({ onJump: tellJumps(log) })
  const crashPoint = overrides.crashPoint ?? (config.crashAt ? crashAt(config.crashAt) : noCrash)
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (let end = closers.pop(); end; end = closers.pop()) await end()
  }
  try {
    checkRole(config)
    const { databasePath: path } = config
    const isInFile = config.postgresUrl === undefined
    if (isInFile) await mkdir(dirname(path), { recursive: true })
    // The embedded queue is made in a process of its own, and takes longer than anything else here: it begins first.
    const opening = openQueuesOf(config, overrides, clock, log)
    closers.push(async () => (await opening.catch(() => undefined))?.close())
    if (isInFile && config.isDemoLoaded && !existsSync(path)) await fillWithDemo(path, clock, log)
    const store = await openStore(config, clock.now())
    closers.push(() => store.close())
    const door = await listen({ port: config.port, host: config.host })
    closers.push(() => door.close())
    const queues = await opening

    const publicUrl = config.publicUrl ?? door.url
    const key =
      config.secret ?? (await store.settings.keep('link-signing-key', () => randomBytes(32).toString('base64url')))
    const signer = tokenSigner({ key, publicUrl })
    const webhookSecret =
      config.webhookSecret ?? `whsec_${createHmac('sha256', key).update('webhooks').digest('base64')}`
    const effects: EffectDeps = {
      mailer: overrides.mailer ?? openMailer(config),
      sms: overrides.sms ?? (config.sms ? twilioSms(config.sms) : capturedSms()),
      webhooks: overrides.webhooks ?? httpWebhookCaller({ secret: webhookSecret, allow: config.webhookAllow, clock }),
      link: (meaning) => signer.link(meaning),
      clock,
      mailFrom: config.mailFrom,
      crashPoint,
    }
    closers.push(() => effects.mailer.close())
    const version = ownVersion()
    const catalogs = catalogCache({ flows: store.flows, log })
    const operations = openOperations({
      ...{ store, queues, clock, log, publicUrl, version },
      ...{ mailer: effects.mailer, webhooks: alertCaller(config, webhookSecret, clock), mailFrom: config.mailFrom },
      ...{ alertEmail: config.alertEmail, alertUrl: config.alertUrl },
      retention: async () => retentionOf((await store.settings.get()).document),
      watchedEvents: async () => (await catalogs.current()).watchedEvents,
    })
    closers.push(async () => operations.close())
    const { meter } = operations
    const worker = openEngineRoom(config, {
      store: operations.store,
      queues,
      clock,
      dice: overrides.dice ?? systemDice,
      log,
      crashPoint,
      perform: meteredPerform(({ effect }, surroundings) => perform(effect, effects, surroundings), meter, stopwatch),
      dispatch: { perSecond: config.perSecond, mailWidth: config.smtpConnections },
      policy: config.resendPolicy,
      batchSize: config.batchSize,
      maintain: operations.maintain,
      isShared: !isInFile,
    })
    let isDraining = false
    const app = createApp({
      store,
      clock,
      receive: groupArrivals(worker.receive),
      ring: () => worker.ring(),
      queue: queues,
      operations: {
        watch: operations.watch,
        metricsText: operations.metricsText,
        metricsToken: config.metricsToken,
        isDraining: () => isDraining,
      },
      signer,
      delivery: deliveryOf(config, publicUrl),
      boundTo: config.host,
      publicUrl,
      webFolder: WEB_FOLDER,
      version,
      mailHeaders: (mail, contact) => emailHeaders(mail, { contact, link: effects.link, mailFrom: config.mailFrom }),
      newId: randomUUID,
      report: (error, { errorId, request }) =>
        log.error({ error, errorId, request }, `${request} failed (${errorId}).`),
      settleWithinMs: SETTLE_WITHIN_MS,
    })
    closers.push(() => worker.stop(DRAIN_WITHIN_MS))
    await worker.start()
    // From now on whoever knocks is let in; until here they were asked to wait.
    const answer = config.role === 'worker' ? onlyHealth(app.fetch) : app.fetch
    door.open(meteredFetch(answer, meter, stopwatch))
    closers.push(() => door.shut())
    // Before the door is shut: live streams would keep it open.
    closers.push(async () => app.close())
    let stopping: Promise<void> | undefined
    return {
      url: door.url,
      clock,
      log,
      store,
      worker,
      stop() {
        isDraining = true
        stopping ??= waitFor(config.drainDelayMs, clock).then(close)
        return stopping
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A process that only answers has none: it writes down what happens, and rings those that have. */
const openEngineRoom = ({ role }: Config, deps: WorkerDeps): Worker =>
  role === 'api' ? openReception(deps) : openWorker(deps)

/** Load balancers are shown "not ready" for a while before the door is shut. */
const waitFor = (ms: number, clock: Clock): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => void clock.wakeAt(clock.now() + ms, resolve))

/** The address that operators have set may be in their own network, unlike those that marketers write. */
function alertCaller({ alertUrl, webhookAllow }: Config, secret: string, clock: Clock): WebhookCaller {
  const own = alertUrl === undefined ? [] : [new URL(alertUrl).hostname]
  return httpWebhookCaller({ secret, allow: [...webhookAllow, ...own], clock })
}

/** A workspace that does not exist yet begins with the demo; its code is loaded on that one day only. */
async function fillWithDemo(path: string, clock: Clock, log: Logger): Promise<void> {
  const { createDemoWorkspace } = await import('./demo/import-demo.ts')
  await createDemoWorkspace({ path, log, now: clock.now() })
}

/** Told by its promise alone: whoever gives up before awaiting it has a better reason to tell. */
function openQueuesOf(config: Config, overrides: RuntimeOverrides, clock: Clock, log: Logger): Promise<JobQueues> {
  if (overrides.queues) return Promise.resolve(overrides.queues)
  const opening = openQueues({ url: config.queueUrl, dataDir: config.dataDir, now: clock.now, log })
  opening.catch(() => undefined)
  return opening
}

const openMailer = ({ smtpUrl, smtpConnections }: Config): Mailer =>
  smtpUrl === undefined ? capturedMailer() : smtpMailer({ url: smtpUrl, connections: smtpConnections })

function deliveryOf({ smtpUrl, sms, mailFrom, resendPolicy }: Config, publicUrl: string): Delivery {
  const isSent = smtpUrl !== undefined
  return {
    email: { mode: isSent ? 'smtp' : 'captured', host: isSent ? new URL(smtpUrl).hostname : null, from: mailFrom },
    sms: sms
      ? { mode: 'provider', host: new URL(sms.baseUrl).hostname, from: sms.from }
      : { mode: 'captured', host: null, from: null },
    publicUrl,
    interruptedSends: resendPolicy,
  }
}

function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}
