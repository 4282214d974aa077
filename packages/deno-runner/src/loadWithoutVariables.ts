/** Loads modules as if no variables were set: Deno stops those that read all variables, although none is needed. */
export const loadWithoutVariables = async <A>(load: () => Promise<A>): Promise<A> => {
  const process = Object.getOwnPropertyDescriptor(globalThis, "process")
  if (process === undefined) return await load()
  const value: unknown = Object.create(Object(Reflect.get(globalThis, "process")), { env: { value: {} } })
  Object.defineProperty(globalThis, "process", { configurable: true, enumerable: false, value })
  try {
    return await load()
  } finally {
    Object.defineProperty(globalThis, "process", process)
  }
}
