import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@couveuse/runtime/config'
import { type Runtime, type RuntimeOverrides, startRuntime } from '@couveuse/runtime/runtime'
import type { ContactChange } from '@couveuse/shared/contact/schema'
import { type Flow, flowSchema } from '@couveuse/shared/flow/schema'

/** Runs work on the whole product - SQLite, queue, HTTP, dispatch - in this process, in a folder of its own. */
export async function withProduct<T>(
  env: Readonly<Record<string, string>>,
  work: (runtime: Runtime) => Promise<T>,
  overrides: RuntimeOverrides = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-bench-product-'))
  const runtime = await startRuntime(
    readConfig({ PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', LOG_LEVEL: 'warn', ...env }),
    overrides,
  )
  try {
    return await work(runtime)
  } finally {
    await runtime.stop()
    await rm(folder, { recursive: true })
  }
}

export async function publish({ store, worker, clock }: Runtime, flow: Flow): Promise<void> {
  const document = JSON.parse(JSON.stringify(flow))
  await store.flows.create({ key: flow.key, name: flow.name, draft: document }, clock.now())
  await store.flows.publish({ key: flow.key, document, messages: {}, revision: 1 }, clock.now())
  worker.ring()
}

/** Imports contacts `<prefix>0`, `<prefix>1`, … and lets each have its first look. */
export async function importContacts(
  { store, worker, clock }: Runtime,
  prefix: string,
  count: number,
  change: (index: number) => ContactChange,
): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
      id: `${prefix}${from + index}`,
      change: change(from + index),
    }))
    await store.contacts.import(rows, clock.now())
  }
  worker.ring()
  await worker.settle()
}

/** One e-mail with two links, its words from the contact. */
export const mails: Flow = flowSchema.parse({
  dsl: 1,
  key: 'mails',
  entry: [{ on: 'event', event: 'signed_up' }],
  start: 'mail',
  steps: {
    mail: {
      kind: 'email',
      inline: {
        subject: 'Welcome {{ contact.firstName }}',
        body: '<p>Hello {{ contact.firstName | default: "you" }}{% if account.name %} of {{ account.name }}{% endif %},</p><p>here is <a href="https://example.com/paper">the paper</a>, and <a href="https://example.com/prices">our prices</a>.</p>',
      },
    },
  },
})

export const reachable = (index: number): ContactChange => ({
  fields: { email: `m${index}@example.com`, firstName: 'Ada' },
  account: { name: 'Acme' },
  consent: { email: 'granted' },
})
