/**
 * Has this process load sources with their mutants in, and tests without vitest: none on the disk is touched. A module can be loaded once
 * more, with all that it imports, by another `generation` in its address: what only loading does can be seen under a mutant so.
 */
import { readFileSync } from "node:fs"
import { createRequire, registerHooks, stripTypeScriptTypes } from "node:module"
import { resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { root } from "../gate/tree.ts"

const standIn = new URL("standIn.ts", import.meta.url).href
const vitest = pathToFileURL(createRequire(import.meta.url).resolve("vitest")).href
const besideVitest = ["chai", "expect-type"]

const home = `${pathToFileURL(root).href}/`

/** What is loaded anew in each generation: our own, but for what keeps the tests. */
const isOurs = (url: string): boolean =>
  url.startsWith(home) && url.endsWith(".ts") && !url.includes("/node_modules/") && !url.includes("/test/mutate/")

/** The address of a file in a generation; the first has none. */
export const addressOf = (file: string, generation: number): string =>
  `${pathToFileURL(resolve(root, file)).href}${generation === 0 ? "" : `?generation=${generation}`}`

/** Reads types out of the way; it takes its time, so once is enough for all generations. */
const stripped = new Map<string, string>()

const sourceOf = (url: string, texts: Readonly<Record<string, string>>): string => {
  const path = fileURLToPath(url)
  const known = stripped.get(path)
  if (known !== undefined) return known
  const source = stripTypeScriptTypes(texts[path.slice(root.length + 1)] ?? readFileSync(path, "utf8"))
  stripped.set(path, source)
  return source
}

/** To be called before anything of ours is loaded. */
export const loadMutated = (texts: Readonly<Record<string, string>>): void => {
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === "vitest") return { url: standIn, shortCircuit: true }
      if (besideVitest.includes(specifier)) return next(specifier, { ...context, parentURL: vitest })
      const found = next(specifier, context)
      const generation = context.parentURL?.split("?generation=")[1]
      return generation === undefined || !isOurs(found.url)
        ? found
        : { ...found, url: `${found.url}?generation=${generation}` }
    },
    load: (url, context, next) => {
      const [address = url] = url.split("?generation=")
      return isOurs(address)
        ? { format: "module", source: sourceOf(address, texts), shortCircuit: true }
        : next(url, context)
    },
  })
}
