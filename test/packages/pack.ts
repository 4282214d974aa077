/**
 * The three packages, packed as they are published.
 */
import { execFileSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { root } from "../gate/tree.ts"
import { runPnpm } from "./run.ts"

/** A package as it is published. */
export interface Packed {
  readonly name: string
  readonly version: string
  readonly manifest: Readonly<Record<string, unknown>>
  readonly tarball: string
  /** The files in it, such as `dist/index.js`. */
  readonly files: ReadonlyArray<string>
}

const untar = (args: ReadonlyArray<string>): string =>
  execFileSync("tar", args, { encoding: "utf8", maxBuffer: 2 ** 26 })

/** A file of a packed package. */
export const fileOf = ({ tarball }: Pick<Packed, "tarball">, file: string): string =>
  untar(["-xzOf", tarball, `package/${file}`])

const read = (tarball: string): Packed => {
  const manifest = JSON.parse(fileOf({ tarball }, "package.json"))
  const files = untar(["-tzf", tarball]).trim().split("\n")
  return {
    name: manifest.name,
    version: manifest.version,
    manifest,
    tarball,
    files: files.map((file) => file.replace(/^package\//, "")),
  }
}

/** Packs them into a folder; packing builds them. */
export const pack = async (into: string): Promise<ReadonlyArray<Packed>> => {
  for (const name of ["core", "node-runner", "deno-runner"]) {
    await runPnpm(["pack", "--pack-destination", into], { cwd: join(root, "packages", name) })
  }
  return readdirSync(into).map((file) => read(join(into, file)))
}
