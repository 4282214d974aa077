import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { writeWhole } from "../../storage/writeWhole.ts"
import { proxyVariables } from "../../transport/proxyVariables.ts"
import { profilesFile, tokensFile } from "../Profiles.ts"
import { type Check, fromFailure, ok } from "./Check.ts"

/** Names the proxy that requests go through; what it is called may hold a password, and is not shown. */
export const checkProxy: Effect.Effect<Check> = Effect.gen(function* () {
  const set: Array<string> = []
  for (const name of [...proxyVariables.https, ...proxyVariables.none]) {
    const value = yield* Effect.orDie(Config.option(Config.String(name)))
    if (Option.isSome(value) && value.value !== "") set.push(name)
  }
  return ok("Proxy", set.length === 0 ? "none" : `as ${set.join(" and ")} says`)
})

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
