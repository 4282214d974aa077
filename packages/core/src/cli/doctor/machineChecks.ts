import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { writeWhole } from "../../storage/writeWhole.ts"
import { profilesFile, tokensFile } from "../signIn/Profiles.ts"
import { checkOwnFolder, type FolderKind } from "../signIn/ownFolder.ts"
import { fromFailure, ok } from "./Check.ts"

const checkPlace = Effect.fnUntraced(function* (file: Option.Option<string>) {
  if (Option.isNone(file)) return "none: HOME is unset, so nothing is saved"
  const fs = yield* FileSystem.FileSystem
  const { dirname, join } = yield* Path.Path
  const probe = join(dirname(file.value), ".doctor")
  yield* Effect.ensuring(writeWhole(probe, "\n"), Effect.ignore(fs.remove(probe, { force: true })))
  return `${dirname(file.value)} can be written`
})

const checkFile = Effect.fnUntraced(function* (name: string, kind: FolderKind, file: typeof tokensFile) {
  const found = yield* Effect.result(Effect.andThen(checkOwnFolder(kind), Effect.flatMap(file, checkPlace)))
  return Result.isFailure(found) ? fromFailure(name, found.failure) : ok(name, found.success)
})

/** Looks whether sign-ins and journals can be kept. */
export const checkFolders = Effect.gen(function* () {
  return [
    yield* checkFile("Folder of sign-ins", "config", profilesFile),
    yield* checkFile("Folder of journals", "state", tokensFile),
  ]
})
