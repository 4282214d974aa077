import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { isFault } from "./storageFailed.ts"

/** The name of a file without links; the name that was given, where that cannot be told. */
export const realName = (file: string): Effect.Effect<string, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.realPath(file)).pipe(Effect.orElseSucceed(() => file))

/** The name without links of a file that may not be there yet: its nearest folder that is there is resolved. */
export const realPlace = (file: string): Effect.Effect<string, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const { basename, dirname, join } = yield* Path.Path
    const folder = dirname(file)
    return yield* fs.realPath(file).pipe(
      Effect.catchIf(
        (error) => folder !== file && isFault("NotFound")(error),
        () => Effect.map(realPlace(folder), (real) => join(real, basename(file))),
      ),
      Effect.orElseSucceed(() => file),
    )
  })

/** Which file it is that has a name: as text that is another one for another file, and empty where there is none. None, where that cannot be told. */
export const fileIdentity = (file: string): Effect.Effect<Option.Option<string>, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.stat(file)).pipe(
    Effect.map(({ dev, ino }) => `${dev} ${Option.getOrElse(ino, () => "")}`),
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.option,
  )
