import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { makeFolderOf } from "./writeWhole.ts"

/** Reads the whole lines of a log; what a crash left of a last one counts as never written. */
export const readLog = Effect.fnUntraced(function* (
  path: string,
): Effect.fn.Return<ReadonlyArray<string>, StorageFailed, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  const text = yield* fs.readFileString(path).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.mapError(storageFailed(`read ${path}`)),
  )
  return text.split("\n").slice(0, -1)
})

const cutTornLine = Effect.fnUntraced(function* (path: string) {
  const lines = yield* readLog(path)
  const whole = new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")).byteLength
  const fs = yield* FileSystem.FileSystem
  yield* fs.truncate(path, whole).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.void),
    Effect.mapError(storageFailed(`write ${path}`)),
  )
})

/** Opens a log: gives its lines, and a way to append one so that it is on the disk before anything else happens. */
export const openLog = Effect.fnUntraced(function* (path: string): Effect.fn.Return<
  {
    readonly lines: ReadonlyArray<string>
    readonly append: (line: string) => Effect.Effect<void, StorageFailed>
  },
  StorageFailed,
  FileSystem.FileSystem | Path.Path
> {
  const fs = yield* FileSystem.FileSystem
  yield* makeFolderOf(path)
  yield* cutTornLine(path)
  const append = (line: string): Effect.Effect<void, StorageFailed> =>
    Effect.scoped(
      Effect.gen(function* () {
        const file = yield* fs.open(path, { flag: "a", mode: 0o600 })
        yield* file.writeAll(new TextEncoder().encode(`${line}\n`))
        yield* file.sync
      }),
    ).pipe(Effect.mapError(storageFailed(`write ${path}`)), Effect.uninterruptible)
  return { lines: yield* readLog(path), append }
})
