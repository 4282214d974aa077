import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { writeWhole } from "../../storage/writeWhole.ts"
import { profilesFile, tokensFile } from "../signIn/Profiles.ts"
import { fromFailure, ok } from "./Check.ts"

const checkFolder = Effect.fnUntraced(function* (name: string, file: Option.Option<string>) {
  if (Option.isNone(file)) return ok(name, "none: HOME is unset, so nothing is kept")
  const fs = yield* FileSystem.FileSystem
  const { dirname, join } = yield* Path.Path
  const probe = join(dirname(file.value), ".doctor")
  const written = yield* Effect.result(writeWhole(probe, "\n"))
  yield* Effect.ignore(fs.remove(probe, { force: true }))
  return Result.isFailure(written)
    ? fromFailure(name, written.failure)
    : ok(name, `${dirname(file.value)} can be written`)
})

/** Looks whether sign-ins and journals can be kept. */
export const checkFolders = Effect.gen(function* () {
  return [
    yield* checkFolder("Folder of sign-ins", yield* profilesFile),
    yield* checkFolder("Folder of journals", yield* tokensFile),
  ]
})
