/**
 * The circles of a directed graph: sets of nodes that can all come back to one another, and nodes that lead to
 * themselves (Tarjan's strongly connected components). Without recursion, because a flow may have 10,000 steps in a row.
 * Nodes of a circle and the circles themselves come in the order of `ids`; ways out of `ids` are ignored.
 */
export function findCircles(ids: readonly string[], nextOf: (id: string) => readonly string[]): string[][] {
  const inside = new Set(ids)
  const search: Search = {
    nextOf: (id) => nextOf(id).filter((next) => inside.has(next)),
    marks: new Map(),
    stack: [],
    found: [],
  }
  for (const id of ids) if (!search.marks.has(id)) explore(search, id)
  const order = new Map(ids.map((id, index) => [id, index]))
  const byOrder = (a = '', b = '') => (order.get(a) ?? 0) - (order.get(b) ?? 0)
  return search.found.map((circle) => circle.sort(byOrder)).sort((a, b) => byOrder(a[0], b[0]))
}

interface Mark {
  readonly index: number
  /** the earliest node on the stack it can come back to */
  low: number
  isOnStack: boolean
}

interface Search {
  readonly nextOf: (id: string) => readonly string[]
  readonly marks: Map<string, Mark>
  readonly stack: string[]
  readonly found: string[][]
}

interface Frame {
  readonly id: string
  readonly mark: Mark
  readonly targets: readonly string[]
  at: number
}

function explore(search: Search, root: string): void {
  const trail = [enter(search, root)]
  for (let frame = trail.at(-1); frame !== undefined; frame = trail.at(-1)) {
    const target = frame.targets[frame.at]
    frame.at += 1
    if (target === undefined) {
      trail.pop()
      leave(search, frame, trail.at(-1))
      continue
    }
    const known = search.marks.get(target)
    if (!known) trail.push(enter(search, target))
    else if (known.isOnStack) frame.mark.low = Math.min(frame.mark.low, known.index)
  }
}

function enter({ marks, stack, nextOf }: Search, id: string): Frame {
  const mark = { index: marks.size, low: marks.size, isOnStack: true }
  marks.set(id, mark)
  stack.push(id)
  return { id, mark, targets: nextOf(id), at: 0 }
}

function leave({ marks, stack, found }: Search, { id, mark, targets }: Frame, parent: Frame | undefined): void {
  if (parent) parent.mark.low = Math.min(parent.mark.low, mark.low)
  if (mark.low !== mark.index) return
  const members = stack.splice(stack.lastIndexOf(id))
  for (const member of members) {
    const left = marks.get(member)
    if (left) left.isOnStack = false
  }
  if (members.length > 1 || targets.includes(id)) found.push(members)
}
