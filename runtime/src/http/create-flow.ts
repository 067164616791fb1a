import type { CreateFlow } from '@couveuse/shared/api/flows'
import type { Flow } from '@couveuse/shared/flow/schema'
import type { Store } from '../store/store.ts'
import { flowJson, readFlowBody } from './flow-documents.ts'
import { refuse } from './refuse.ts'

const KEY_LENGTH = 64
const MOST_TRIES = 1000

/** Makes the flow and answers its key. A key the caller has chosen must be free; one made from a name finds a free number. */
export async function createFlow(store: Store, wish: CreateFlow, now: number): Promise<string> {
  const { flow, isKeyChosen } = await draft(store, wish)
  const base = flow.key
  for (let number = 1; number <= MOST_TRIES; number += 1) {
    const key = number === 1 ? base : `${base.slice(0, KEY_LENGTH - 5)}-${number}`
    const draftOfKey = { ...flowJson(flow), key }
    if ((await store.flows.create({ key, name: flow.name, draft: draftOfKey }, now)) === 'created') return key
    if (isKeyChosen) throw refuse('flow_key_taken', `Another flow has the key "${key}": choose another one.`, 'key')
  }
  throw refuse('flow_key_taken', `Every key that begins with "${base}" is taken: choose one yourself.`, 'key')
}

async function draft(store: Store, wish: CreateFlow): Promise<{ flow: Flow; isKeyChosen: boolean }> {
  const isKeyChosen = wish.key !== undefined
  switch (wish.from) {
    case 'empty':
      return {
        flow: readFlowBody({ dsl: 1, key: wish.key ?? keyOf(wish.name), name: wish.name, start: '', steps: {} }),
        isKeyChosen,
      }
    case 'json': {
      const flow = readFlowBody(wish.flow)
      // an imported file keeps its key: others name it by that
      return { flow: wish.key === undefined ? flow : readFlowBody({ ...flow, key: wish.key }), isKeyChosen: true }
    }
    case 'flow': {
      const source = await store.flows.get(wish.flow)
      if (!source) throw refuse('flow_not_found', `There is no flow "${wish.flow}" to duplicate.`, 'flow')
      const name = wish.name ?? source.name
      const copy = readFlowBody({
        ...source.draft,
        name,
        key: wish.key ?? (wish.name === undefined ? wish.flow : keyOf(wish.name)),
      })
      return { flow: copy, isKeyChosen }
    }
  }
}

/** `Relance livre blanc n° 2` -> `relance-livre-blanc-n-2` */
function keyOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, KEY_LENGTH)
    .replace(/-+$/, '')
  return plain === '' ? 'flow' : plain
}
