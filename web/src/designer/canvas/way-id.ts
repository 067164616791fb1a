import type { Outlet } from '@couveuse/shared/flow/edit'

/** Ways are known by the outlet they leave: `<step>:<outlet>`. Step ids have no colon, outlets may. */
export function wayId({ from, outlet }: Outlet): string {
  return `${from}:${outlet}`
}

export function outletOfWay(id: string): Outlet {
  const colon = id.indexOf(':')
  return { from: id.slice(0, colon), outlet: id.slice(colon + 1) }
}
