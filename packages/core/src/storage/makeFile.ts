import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { makeFolderOf } from "./writeWhole.ts"

/**
 * Creates an empty file for its owner alone, and its folder if needed: for other writers that would create it for
 * everybody.
 */
export const makeFile = Effect.fnUntraced(function* (
  file: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  yield* makeFolderOf(file)
  yield* FileSystem.FileSystem.use((fs) => fs.writeFileString(file, "", { flag: "wx", mode: 0o600 })).pipe(
    Effect.catchIf(isFault("AlreadyExists"), () => Effect.void),
    Effect.mapError(storageFailed(`create ${file}`)),
  )
})
