/**
 * Which modules of Effect are unstable, as Effect itself marks them: an update may change those, and nothing else.
 */
import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { root } from "./tree.ts"

const dist = resolve(root, "packages/core/node_modules/effect/dist")

const declarationFiles = globSync("**/*.d.ts", { cwd: dist, exclude: ["**/internal/**", "index.d.ts"] })

const levelsIn = (declarations: string): ReadonlyArray<string> =>
  [...readFileSync(resolve(dist, declarations), "utf8").matchAll(/@stability (\w+)/g)].map(([, level = ""]) => level)

/** What leads to other modules is as stable as the least of them; others are stable if a part of them is. */
const isStable = (declarations: string): boolean => {
  const levels = levelsIn(declarations)
  return declarations.endsWith("index.d.ts") ? levels.every((level) => level === "stable") : levels.includes("stable")
}

const nameOf = (declarations: string): string => `effect/${declarations.replace(/(?:\/index)?\.d\.ts$/, "")}`

/** Lists the modules that are not stable, such as `effect/http/HttpClient`. */
export const unstableModulesOfEffect = (): ReadonlyArray<string> =>
  declarationFiles
    .filter((declarations) => !isStable(declarations))
    .map(nameOf)
    .toSorted()

/** The family of a module, as the table of rooms names it: its folder, such as `effect/http`, or the module itself. */
export const familyOf = (module: string): string => module.split("/", 2).join("/")

/** Tells whether a module of Effect has this name, such as `HttpClient`. */
export const isModuleOfEffect = (name: string): boolean =>
  declarationFiles.some((declarations) => `/${declarations}`.endsWith(`/${name}.d.ts`))
