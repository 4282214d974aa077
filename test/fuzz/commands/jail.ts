import { isAbsolute, join, relative, resolve } from "node:path"
import type { FileSystem } from "effect"

/** Operations that take a second path, and no text, behind the first. */
const ofTwoPaths: ReadonlyArray<string | symbol> = ["copy", "copyFile", "link", "rename", "symlink"]

/** Keeps a path within a folder: one that leads out of it leads to a place of the same name within. */
const keptIn = (folder: string, path: string): string => {
  const meant = resolve(folder, path)
  const way = relative(folder, meant)
  return way.startsWith("..") || isAbsolute(way) ? join(folder, "outside", meant) : meant
}

/** Lets a run touch no file outside of its folder, whatever path it comes up with: drawn ones lead anywhere. */
export const jail =
  (folder: string) =>
  (files: FileSystem.FileSystem): FileSystem.FileSystem =>
    new Proxy(files, {
      get: (own, operation) => {
        const found: unknown = Reflect.get(own, operation)
        if (typeof found !== "function") return found
        return (...given: ReadonlyArray<unknown>): unknown => {
          const paths = ofTwoPaths.includes(operation) ? 2 : 1
          const kept = given.map((each, at) => (typeof each === "string" && at < paths ? keptIn(folder, each) : each))
          return Reflect.apply(found, own, kept)
        }
      },
    })
