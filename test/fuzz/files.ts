import { Effect, FileSystem, Layer, Path, PlatformError } from "effect"
import type { Case } from "./Target.ts"

/** A file in a case: its path, and what is in it below. */
export const fileText = (path: string, text: string): string => `${path}\n${text}`

const parsed = (file: string): readonly [string, string] => {
  const end = file.indexOf("\n")
  return end === -1 ? [file, ""] : [file.slice(0, end), file.slice(end + 1)]
}

const missing = (path: string): Effect.Effect<never, PlatformError.PlatformError> =>
  Effect.fail(
    PlatformError.systemError({ _tag: "NotFound", module: "FileSystem", method: "read", pathOrDescriptor: path }),
  )

/** The files of a case, to be read and no more. */
export const filesOf = (given: Case): Layer.Layer<FileSystem.FileSystem | Path.Path> => {
  const files = new Map(given.map(parsed))
  const fileSystem = FileSystem.layerNoop({
    readDirectory: (folder) =>
      Effect.succeed(
        [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
      ),
    readFileString: (path) => {
      const text = files.get(path)
      return text === undefined ? missing(path) : Effect.succeed(text)
    },
  })
  return Layer.merge(fileSystem, Path.layer)
}
