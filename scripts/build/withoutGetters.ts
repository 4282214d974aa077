import type { Plugin } from "rolldown"

/** What Node loads more for than it is: whoever imports one of these has all of its getters read, and they load undici, Web Crypto and stdin. */
const heavy = ["node:http", "node:crypto", "node:process"]

const marker = "\0without-getters:"

const plainNames = (builtin: object): ReadonlyArray<string> =>
  Object.entries(Object.getOwnPropertyDescriptors(builtin)).flatMap(([name, { get }]) =>
    get === undefined && /^[A-Za-z]\w*$/.test(name) ? [name] : [],
  )

/** Takes these modules from Node as they are, without importing them, so that no getter is read. */
export const withoutGetters: Plugin = {
  name: "without-getters",
  resolveId: (id) => (heavy.includes(id) ? `${marker}${id}` : null),
  load(id) {
    if (!id.startsWith(marker)) return null
    const name = id.slice(marker.length)
    const names = plainNames(process.getBuiltinModule(name) ?? {}).filter((each) => each !== "default")
    const lines = names.map((each) => `const ${each}_ = builtin.${each}`)
    return [
      `const builtin = process.getBuiltinModule(${JSON.stringify(name)})`,
      "export default builtin",
      ...lines,
      `export { ${names.map((each) => `${each}_ as ${each}`).join(", ")} }`,
    ].join("\n")
  },
}
