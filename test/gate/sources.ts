/**
 * The sources of the packages as text, so that checks can be tried on sources that nobody has.
 */
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { root, sourceFiles } from "./tree.ts"

/** The text of each file, by its path from the root of the workspace. */
export type Sources = ReadonlyMap<string, string>

/** Reads the files of the tree that match. */
export const readSources = (which: RegExp): Sources =>
  new Map(
    sourceFiles()
      .filter((file) => which.test(file))
      .map((file) => [file, readFileSync(resolve(root, file), "utf8")]),
  )

/** What the packages are made of, with their manifests, which say where their doors lead. */
export const packageSources = (): Sources => readSources(/^packages\/[^/]+\/(?:src\/.*\.ts|package\.json)$/)
