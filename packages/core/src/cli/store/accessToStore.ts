import * as Effect from "effect/Effect"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { accessToFiles } from "../explain/journeyAccess.ts"

/** What a call takes on Deno that uses a store, and reads some files. Who asks for no store loads nothing of them. */
export const accessToStore = Effect.fnUntraced(function* (flags: StoreFlags, read: ReadonlyArray<string> = []) {
  const { storeMeant } = yield* Effect.promise(() => import("./storeMeant.ts"))
  const { accessOf } = yield* Effect.promise(() => import("./accessOf.ts"))
  const access = yield* accessOf(yield* storeMeant(flags))
  const { reads } = yield* accessToFiles([], read)
  return { ...access, reads: [...access.reads, ...reads] }
})
