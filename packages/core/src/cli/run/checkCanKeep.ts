import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { uniqueName } from "../../storage/uniqueName.ts"
import { writeWhole } from "../../storage/writeWhole.ts"
import { checkOwnFolder, orElsewhere } from "../signIn/ownFolder.ts"
import { noFolder, profilesFile } from "../signIn/Profiles.ts"

/** More than a sign-in takes. */
const roomForOne = 8192

/** Fails where no sign-in could be kept: its folder is made, and as much is written there for a moment. */
export const checkCanKeep = Effect.gen(function* () {
  yield* checkOwnFolder("config")
  const file = yield* profilesFile
  if (Option.isNone(file)) return yield* noFolder
  const fs = yield* FileSystem.FileSystem
  const { dirname, join } = yield* Path.Path
  const probe = join(dirname(file.value), `.${yield* uniqueName}.probe`)
  const written = writeWhole(probe, " ".repeat(roomForOne))
  yield* orElsewhere("config")(Effect.ensuring(written, Effect.ignore(fs.remove(probe, { force: true }))))
})
