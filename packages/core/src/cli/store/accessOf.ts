import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { databasePasswordVariables, databaseVariables } from "../../sql/postgres/readDatabaseUrl.ts"
import { setOf } from "../explain/denoFlags.ts"
import type { StoreMeant } from "./storeMeant.ts"

/** The files that variables name, which hold what is said of a database. */
const secretFiles = Effect.map(
  Effect.forEach([databaseVariables[1], databasePasswordVariables[1]], (name) =>
    Effect.orDie(Config.option(Config.String(name))),
  ),
  (found) => found.flatMap((file) => Option.toArray(file)),
)

/** What using a store takes on Deno. */
export const accessOf = Effect.fnUntraced(function* (store: StoreMeant) {
  const { dirname, resolve } = yield* Path.Path
  if (store._tag === "file") return { reads: [], writes: [dirname(store.shown)], speaksTo: [], alsoVariables: [] }
  return {
    reads: (yield* secretFiles).map((file) => resolve(file)),
    writes: [],
    speaksTo: [`${store.host}:${store.port}`],
    alsoVariables: yield* setOf([...databaseVariables, ...databasePasswordVariables]),
  }
})
