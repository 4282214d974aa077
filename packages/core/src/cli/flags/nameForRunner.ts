import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import type { StoreFlags } from "./storeFlags.ts"

/** Names a file as a runner finds it: one of this machine by its whole name, one that machines share as it was named, or not at all. */
export const nameForRunner = Effect.fnUntraced(function* ({ store }: Pick<StoreFlags, "store">, file: string) {
  return store === undefined ? file : (yield* Path.Path).resolve(file)
})
