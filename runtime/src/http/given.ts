type Given<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>
}

/**
 * The members that were really given: zod's optional members may be there as undefined, and the rest of the house says
 * "absent" by leaving them out.
 */
export function given<T extends object>(value: T): Given<T> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the entries that remain are exactly those the type keeps
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Given<T>
}
