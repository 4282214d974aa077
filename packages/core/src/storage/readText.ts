import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { WrongFile } from "./WrongFile.ts"

const wordsOfType: Partial<Record<FileSystem.File.Type, string>> = {
  Directory: "it is a folder",
  FIFO: "it is a pipe",
  Socket: "it is a socket",
  CharacterDevice: "it is a device",
  BlockDevice: "it is a device",
}

/**
 * Fails on anything other than a file, without opening it, because a pipe that nobody writes to would never open.
 * Succeeds with the size of the file in bytes.
 */
export const sizeOfFile = Effect.fnUntraced(function* (path: string) {
  const { size, type } = yield* FileSystem.FileSystem.use((fs) => fs.stat(path))
  if (type !== "File") return yield* new WrongFile({ problem: wordsOfType[type] ?? "it is not a file" })
  return ByteSize.toNumberUnsafe(size)
})

/** Reads a text of a maximum length, in bytes; `undefined` if there is none. */
export const readText = Effect.fnUntraced(function* (
  path: string,
  maxBytes: number,
): Effect.fn.Return<string | undefined, StorageFailed | WrongFile, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  const text = Effect.gen(function* () {
    if ((yield* sizeOfFile(path)) > maxBytes) {
      return yield* new WrongFile({ problem: `it has more than ${maxBytes / 2 ** 20} MiB` })
    }
    return yield* fs.readFileString(path)
  })
  return yield* text.pipe(
    Effect.catchIf(
      (error) => error._tag === "PlatformError" && isFault("NotFound")(error),
      () => Effect.undefined,
    ),
    Effect.mapError((error) => (error._tag === "WrongFile" ? error : storageFailed(`read ${path}`)(error))),
  )
})
