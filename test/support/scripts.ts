import { readFileSync } from "node:fs"
import process from "node:process"
import { fileURLToPath } from "node:url"
import type { RuntimeName } from "./runtime.ts"

/** The root of the workspace, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url))

const scripts: Record<string, string> = JSON.parse(readFileSync(`${root}package.json`, "utf8")).scripts

const assignment = /^(\w+)=(.*)$/

const allWords = (name: string): ReadonlyArray<string> =>
  [...(scripts[name] ?? "").matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "")

/** The words of a script of the workspace, as a shell would split them, without the variables that it sets. */
export const scriptWords = (name: string): ReadonlyArray<string> =>
  allWords(name).filter((word) => !assignment.test(word))

/** The variables that a script of the workspace sets. */
export const scriptVariables = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    allWords(name).flatMap((word) => {
      const [, variable, value] = assignment.exec(word) ?? []
      return variable === undefined ? [] : [[variable, value ?? ""]]
    }),
  )

/** The command as it is shipped, bundled from the sources for this run of the tests; else the sources themselves. */
const startOf = (runtime: RuntimeName): string => {
  const bundles = process.env["GATE_BUNDLES"]
  if (bundles === undefined) return `packages/${runtime}-runner/src/main.ts`
  return runtime === "node" ? `${bundles}/node/zoho-bulk.js` : `${bundles}/deno/main.js`
}

/** A flag by which a runtime compiles its own modules anew with each start, to keep memory small where many rows flow. */
const savesMemory = /^--(?:heap-growing-percent|v8-flags)=/

/**
 * The words that start the command as its script does, but by its own name, in the folder that it is started in, and in the half of the time: with
 * few rows, memory is small.
 */
export const commandWords = (runtime: RuntimeName): ReadonlyArray<string> =>
  scriptWords(runtime === "node" ? "zoho-bulk" : "zoho-bulk:deno")
    .filter((word) => !savesMemory.test(word))
    .map((word) => (word.endsWith("-runner/workspace.ts") ? startOf(runtime) : word))

/** The words that start the command that `pnpm build` makes, in the folder that it is started in. */
export const builtWords = (runtime: RuntimeName): ReadonlyArray<string> =>
  scriptWords(runtime === "node" ? "zoho-bulk" : "zoho-bulk:deno")
    .filter((word) => word !== "--conditions=zoho-bulk-source")
    .map((word) =>
      word
        .replace("packages/node-runner/workspace.ts", `${root}packages/node-runner/dist/zoho-bulk.js`)
        .replace("packages/deno-runner/workspace.ts", `${root}packages/deno-runner/dist/main.js`),
    )
