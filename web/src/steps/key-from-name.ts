const LONGEST = 40

/**
 * A key made from the name a marketer gives to something: `IT, > 100 people` is `it-100-people`. Never one that is taken;
 * `fallback` where the name has no letter to make a key of.
 */
export function keyFromName(name: string, taken: readonly string[], fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '')
  const base = plain || fallback
  if (!taken.includes(base)) return base
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`
}
