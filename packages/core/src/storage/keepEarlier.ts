import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { digestOfBytes } from "./digestOf.ts"
import { readBytes } from "./keepBytes.ts"
import { isFault, storageFailed } from "./storageFailed.ts"

/** Checks whether two files have the same content; they have not, if one of them cannot be read. */
export const isSameContent = (one: string, other: string) =>
  Effect.all([one, other].map((file) => digestOfBytes(readBytes(file)))).pipe(
    Effect.map(([first, second]) => first === second),
    Effect.orElseSucceed(() => false),
  )

/** Checks whether there is a file with something in it. */
export const isFilled = (path: string) =>
  FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.map(({ size, type }) => type === "File" && size > 0n),
    Effect.orElseSucceed(() => false),
  )

/** Checks whether a name was given to a file by a process that was killed before it replaced the file. */
const isKeptAs = Effect.fnUntraced(
  function* (file: string, kept: string) {
    const fs = yield* FileSystem.FileSystem
    const [one, other] = yield* Effect.all([fs.stat(file), fs.stat(kept)])
    const isLink = one.ino._tag === "Some" && other.ino._tag === "Some" && one.ino.value === other.ino.value
    return isLink && one.dev === other.dev && (yield* isSameContent(file, kept))
  },
  Effect.orElseSucceed(() => false),
)

/** Gives a file a second name, and tells whether it has it: something else may. Some file systems know no second names. */
const keepAs = Effect.fnUntraced(function* (file: string, kept: string) {
  const fs = yield* FileSystem.FileSystem
  const linked = yield* Effect.result(fs.link(file, kept))
  if (Result.isSuccess(linked)) return true
  if (isFault("AlreadyExists")(linked.failure)) return yield* isKeptAs(file, kept)
  const there = yield* Effect.result(fs.stat(kept))
  if (Result.isSuccess(there)) return false
  const failed = storageFailed(`keep ${file} as ${kept}`)
  if (!isFault("NotFound")(there.failure)) return yield* failed(linked.failure)
  yield* Effect.mapError(fs.copyFile(file, kept), failed)
  return true
})

/** Keeps a file under the first name that is free: `rejects.1.csv`, `rejects.2.csv`, and so on. */
export const keptBeside = Effect.fnUntraced(function* (file: string) {
  const { basename, dirname, join } = yield* Path.Path
  const [stem, ...endings] = basename(file).split(/(?=\.)/)
  for (let at = 1; ; at++) {
    const kept = join(dirname(file), [stem, `.${at}`, ...endings].join(""))
    if (yield* keepAs(file, kept)) return kept
  }
})

/**
 * Keeps what stands where another file is about to be put, after a check; gives the name that it has then. What has the same content was put there by
 * a process that was killed before it could say so.
 */
export const keepEarlier = Effect.fnUntraced(function* <E, R>(
  file: string,
  beside: string,
  check: Effect.Effect<void, E, R>,
) {
  if (!(yield* isFilled(file)) || (yield* isSameContent(file, beside))) return undefined
  yield* check
  return yield* keptBeside(file)
})
