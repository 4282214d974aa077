import * as Effect from "effect/Effect"
import { profilesFile, readProfiles } from "../signIn/Profiles.ts"
import { variableOfSignIn } from "../run/connect.ts"
import { folderOf, setOf } from "../explain/denoFlags.ts"
import { settingNames } from "../../settings/settingNames.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { accessToFiles } from "../explain/journeyAccess.ts"

/** What a call that uses a store and reads some files needs on Deno. Calls without a store load none of this. */
export const accessToStore = Effect.fnUntraced(function* (flags: StoreFlags, read: ReadonlyArray<string> = []) {
  const { storeMeant } = yield* Effect.promise(() => import("./storeMeant.ts"))
  const { accessOf } = yield* Effect.promise(() => import("./accessOf.ts"))
  const access = yield* accessOf(yield* storeMeant(flags))
  const { reads } = yield* accessToFiles([], read)
  return { ...access, reads: [...access.reads, ...reads] }
})

const { variable } = settingNames.profile

/** The same for who submits: whether somebody has signed in is looked up on the one machine of a file, and a variable may name the organisation. */
export const accessToSubmit = Effect.fnUntraced(function* (
  flags: StoreFlags & { readonly organization?: string | undefined },
  read: ReadonlyArray<string> = [],
) {
  const access = yield* accessToStore(flags, read)
  const also = (variables: ReadonlyArray<string>) => ({
    ...access,
    alsoVariables: [...access.alsoVariables, ...variables],
  })
  if (flags.store === undefined) return also(flags.organization === undefined ? [variable] : yield* setOf([variable]))
  const signIns = yield* Effect.orElseSucceed(readProfiles, () => new Map<string, unknown>())
  const found = also(yield* variableOfSignIn(signIns))
  return { ...found, reads: [...found.reads, ...(yield* folderOf(profilesFile))] }
})
