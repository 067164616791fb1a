import type { Delivery } from '@couveuse/shared/api/settings'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { Effect } from '@couveuse/shared/contract/effect'
import type { OperationsWatch } from '../operations/watch.ts'
import type { MachineWatch } from '../public/machine.ts'
import type { TokenSigner } from '../public/signed-token.ts'
import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import type { FlowShelf } from './flow-documents.ts'
import type { ImportDesk } from './import-desk.ts'
import type { LiveHub } from './live-hub.ts'
import type { MendDesk } from './mend-desk.ts'
import type { ReportError } from './on-error.ts'

/** What the HTTP side is given by whoever starts it; it builds nothing of the outside world itself. */
export interface HttpOptions {
  readonly store: Store
  readonly clock: { now(): number }
  /** puts what happened into the inbox and rings the doorbell */
  receive(arrivals: readonly Arrival[]): Promise<readonly ArrivalOutcome[]>
  /** rings without news: work became due by itself (a contact was made, an import was written) */
  ring(): void
  readonly queue: { ping(): Promise<void> }
  readonly operations: {
    readonly watch: OperationsWatch
    metricsText(): Promise<string>
    /** undefined = /metrics answers this machine alone */
    readonly metricsToken: string | undefined
    /** told to stop: what is at work is ended, and nobody should come any more */
    isDraining(): boolean
  }
  readonly signer: TokenSigner
  readonly delivery: Delivery
  /** address the server listens on: `127.0.0.1`; decides which hosts are answered */
  readonly boundTo: string
  /** where links in messages lead, without a slash at the end */
  readonly publicUrl: string
  /** folder of the built web app */
  readonly webFolder: string
  readonly version: string
  /** the headers a mail leaves with, for the outbox page */
  mailHeaders(mail: EmailEffect, contact: Contact): Readonly<Record<string, string>>
  readonly newId: () => string
  readonly report: ReportError
  /** how long an answer waits for the turn it has asked for; 0 = not at all */
  readonly settleWithinMs: number
  readonly liveEveryMs?: number
}

/** Who is on the line, as far as the connection says; absent in tests. */
export interface Caller {
  readonly peer: string | undefined
}

/** A mail as the outbox keeps it. */
export type EmailEffect = Extract<Effect, { readonly type: 'send_message' }>

export interface HttpDeps extends HttpOptions {
  readonly live: LiveHub
  readonly shelf: FlowShelf
  readonly imports: ImportDesk
  readonly mends: MendDesk
  readonly machines: MachineWatch
}
