/**
 * Whose work a bundle holds, and under which licences.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, sep } from "node:path"

/** The folder of the installed package that a module belongs to; none for a module of ours. */
const packageOf = (module: string): string | undefined => {
  const [file = ""] = module.replace(/^\0/, "").split("?", 1)
  const above = `${sep}node_modules${sep}`
  const at = file.lastIndexOf(above)
  if (at === -1) return undefined
  const words = file.slice(at + above.length).split(sep)
  return file.slice(0, at + above.length) + words.slice(0, words[0]?.startsWith("@") === true ? 2 : 1).join(sep)
}

const licenceText = (folder: string): string => {
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)\b/i.test(name))
  if (file === undefined) throw new Error(`${folder} is to be bundled, and has no text of a licence`)
  return readFileSync(join(folder, file), "utf8").trim().replaceAll("\r\n", "\n")
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

const notice = (folder: string): string => {
  const { license = "", name, version }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  return `${`${name} ${version} ${license}`.trim()}\n\n${licenceText(folder)}\n`
}

/** The notices for all packages that modules of a bundle come from, by name. */
export const noticesOf = (modules: Iterable<string>): string => {
  const folders = new Set([...modules].map(packageOf).filter((folder) => folder !== undefined))
  const notices = [...folders].map(notice).toSorted()
  return ["The command zoho-bulk contains work of others:\n", ...notices].join(`\n${"-".repeat(80)}\n\n`)
}
