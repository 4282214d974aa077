import { execFileSync } from "node:child_process"
import process from "node:process"
import type { Plugin } from "rolldown"

/** What Node loads more for than it is: whoever imports one of these has all of its getters read, and they load undici, Web Crypto and stdin. */
const heavy = ["node:http", "node:crypto", "node:process"]

/** The command is built for Node, also where Deno runs the build. */
const node = process.versions["deno"] === undefined ? process.execPath : "node"

const marker = "\0without-getters:"

const print = `const builtin = process.getBuiltinModule(process.argv[1])
const plain = Object.entries(Object.getOwnPropertyDescriptors(builtin)).filter(([, { get }]) => get === undefined)
console.log(JSON.stringify(plain.map(([name]) => name)))`

/** What a module of Node's has without a getter, in a process of its own: where a getter was read, there is none any more. */
const plainNames = (name: string): ReadonlyArray<string> => {
  const names: ReadonlyArray<string> = JSON.parse(execFileSync(node, ["--eval", print, name]).toString())
  return names.filter((each) => /^[A-Za-z]\w*$/.test(each) && each !== "default")
}

/** Takes these modules from Node as they are, without importing them, so that no getter is read. */
export const withoutGetters: Plugin = {
  name: "without-getters",
  resolveId: (id) => (heavy.includes(id) ? `${marker}${id}` : null),
  load(id) {
    if (!id.startsWith(marker)) return null
    const name = id.slice(marker.length)
    const names = plainNames(name)
    const lines = names.map((each) => `const ${each}_ = builtin.${each}`)
    return [
      `const builtin = process.getBuiltinModule(${JSON.stringify(name)})`,
      "export default builtin",
      ...lines,
      `export { ${names.map((each) => `${each}_ as ${each}`).join(", ")} }`,
    ].join("\n")
  },
}
