import { readFileSync, writeFileSync } from "node:fs"
import { availableParallelism, loadavg } from "node:os"
import { join } from "node:path"
import process from "node:process"

/** The folder of the page, where its pictures are as well. */
export const docs = join(import.meta.dirname, "../../docs")

const file = join(docs, "performance.md")

/** What figures were measured on, and when. */
export const machine = (load: number = loadavg()[0] ?? 0): string =>
  `Node ${process.versions.node}, ${availableParallelism()} cores, a load of ${load.toFixed(1)}, ${new Date().toISOString().slice(0, 10)}`

/** Writes a part of the page anew: what stands between the marks of its name. */
export const writePart = (name: string, said: (before: string) => string): void => {
  const text = readFileSync(file, "utf8")
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to === -1) throw new Error(`${file} has no place for the ${name}`)
  writeFileSync(file, `${text.slice(0, from)}${begin}\n\n${said(text.slice(from, to))}\n\n${text.slice(to)}`)
}
