import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { isFault } from "./storageFailed.ts"

/** The name of a file without links; the name that was given, where that cannot be told. */
export const realName = (file: string): Effect.Effect<string, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.realPath(file)).pipe(Effect.orElseSucceed(() => file))

/** Which file it is that has a name: as text that is another one for another file, and empty where there is none. None, where that cannot be told. */
export const fileIdentity = (file: string): Effect.Effect<Option.Option<string>, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.stat(file)).pipe(
    Effect.map(({ dev, ino }) => `${dev} ${Option.getOrElse(ino, () => "")}`),
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.option,
  )
