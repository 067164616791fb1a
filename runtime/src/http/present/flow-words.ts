import type { Store } from '../../store/store.ts'

/** Names as marketers wrote them, for ids that rows carry. */
export interface FlowWords {
  /** the key itself when the flow is gone */
  flowName(key: string): string
  step(flow: string, version: number, step: string): { readonly label: string; readonly kind: string }
}

interface Named {
  readonly flow: string
  readonly version: number
}

/** Loads the names of all flows, and the steps of the versions that the rows speak of. */
export async function loadFlowWords(store: Store, rows: readonly Named[] = []): Promise<FlowWords> {
  const names = new Map((await store.flows.list()).map((flow) => [flow.key, flow.name]))
  const wanted = new Map(rows.map((row) => [`${row.flow}@${row.version}`, row]))
  const documents = new Map(
    await Promise.all(
      [...wanted].map(
        async ([id, row]) => [id, (await store.flows.version(row.flow, row.version))?.document.steps] as const,
      ),
    ),
  )
  return {
    flowName: (key) => names.get(key) ?? key,
    step: (flow, version, step) => stepWords(documents.get(`${flow}@${version}`), step),
  }
}

function stepWords(steps: unknown, id: string): { label: string; kind: string } {
  const step = isObject(steps) && Object.hasOwn(steps, id) ? steps[id] : undefined
  if (!isObject(step)) return { label: id, kind: '' }
  const { label, kind } = step
  return {
    label: typeof label === 'string' && label !== '' ? label : id,
    kind: typeof kind === 'string' ? kind : '',
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
