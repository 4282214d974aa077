import * as Effect from "effect/Effect"
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
