import { repositoryFile } from "../examples.ts"
import { type Declaration, exportsOf, find } from "./Declaration.ts"
import { readSource, type Source, sourceAt } from "./Source.ts"

/** A way into a package: what is imported, and the source that it leads to. */
export interface Door {
  readonly specifier: string
  readonly source: Source
}

type Entry = string | Readonly<Record<string, string>> | null

const sourceIn = (entry: Entry): string | undefined => (typeof entry === "string" ? entry : entry?.["zoho-bulk-source"])

const doorsOf = (name: string): ReadonlyArray<Door> => {
  const folder = `packages/${name}`
  const manifest: { readonly name: string; readonly exports: Readonly<Record<string, Entry>> } = JSON.parse(
    repositoryFile(`${folder}/package.json`),
  )
  return Object.entries(manifest.exports).flatMap(([path, entry]) => {
    const source = sourceIn(entry)
    return source?.endsWith(".ts") === true
      ? [{ specifier: `${manifest.name}${path.slice(1)}`, source: readSource(`${folder}/${source.slice(2)}`) }]
      : []
  })
}

/** Every door of the three packages. */
export const doors: ReadonlyArray<Door> = ["core", "node-runner", "deno-runner"].flatMap(doorsOf)

/** A name that users can import, and all that it stands for. */
export interface PublicName {
  readonly name: string
  readonly declarations: ReadonlyArray<Declaration>
}

const namesIn = (source: Source, prefix: string): ReadonlyArray<PublicName> =>
  exportsOf(source).flatMap(({ name, namespace }) => {
    const inner = namespace === undefined ? undefined : sourceAt(source, namespace)
    return inner === undefined
      ? [{ name: `${prefix}${name}`, declarations: find(source, name) }]
      : namesIn(inner, `${prefix}${name}.`)
  })

/** The public names, each once, by the first door that gives it. */
export const publicNames = (): ReadonlyArray<PublicName> => {
  const known = new Map<unknown, PublicName>()
  for (const { source, specifier } of doors) {
    const prefix = specifier === "@zoho-bulk/core" ? "" : `${specifier}: `
    for (const name of namesIn(source, prefix)) {
      const identity = name.declarations[0]?.node ?? name.name
      if (!known.has(identity)) known.set(identity, name)
    }
  }
  return [...known.values()]
}
