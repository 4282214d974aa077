/** Loads modules as if there were no variables: Deno stops those that read all of them, though none is needed. */
export const loadWithoutVariables = async <A>(load: () => Promise<A>): Promise<A> => {
  const process = Object.getOwnPropertyDescriptor(globalThis, "process")
  if (process === undefined) return await load()
  Object.defineProperty(globalThis, "process", { configurable: true, enumerable: false, value: undefined })
  try {
    return await load()
  } finally {
    Object.defineProperty(globalThis, "process", process)
  }
}
