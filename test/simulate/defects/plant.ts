import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import type { Change } from "./Defect.ts"

const source = new URL("../../../packages/core/src/", import.meta.url)

/** Text with the changes of a file made; each has to find what it replaces, once. */
const changed = (text: string, changes: ReadonlyArray<Change>): string =>
  changes.reduce((before, { by, file, what }) => {
    const times = before.split(what).length - 1
    if (times !== 1) throw new Error(`${file} has ${times} times what the defect is to replace:\n${what}`)
    return before.replace(what, () => by)
  }, text)

/** Has the modules of this thread be loaded with a defect in them: none on the disk is touched. To be called before they are. */
export const plant = (changes: ReadonlyArray<Change>): void => {
  const texts = new Map<string, string>()
  for (const [file, own] of Map.groupBy(changes, (change) => change.file)) {
    const { href } = new URL(file, source)
    texts.set(href, changed(readFileSync(new URL(href), "utf8"), own))
  }
  registerHooks({
    load: (url, context, next) => {
      const text = texts.get(url)
      return text === undefined ? next(url, context) : { format: "module-typescript", source: text, shortCircuit: true }
    },
  })
}
