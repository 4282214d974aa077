import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import { prepareStore } from "../../durable/table/journeyTables.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isMissing } from "../../storage/makeFolder.ts"
import { layerSqlite } from "../../sql/layerSqlite.ts"
import { UsageError } from "../failure/UsageError.ts"
import { LoadSqlite } from "../run/LoadSqlite.ts"

/** The SQLite of the runtime. */
export const sqliteOfRun = Effect.gen(function* () {
  const load = yield* LoadSqlite
  if (load !== undefined) return yield* load
  return yield* new UsageError({
    problem: "This way of running zoho-bulk has no SQLite, and a store is a SQLite database",
    remedy: "Run it on Node or on Deno.",
  })
})

/** A store, made where it is not there yet, with the tables that this version knows. */
export const layerStore = (
  file: string,
): Layer.Layer<SqlClient.SqlClient, StorageFailed | UsageError, FileSystem.FileSystem | Path.Path> =>
  Layer.unwrap(
    Effect.map(sqliteOfRun, (open) =>
      Layer.effectDiscard(prepareStore).pipe(Layer.provideMerge(layerSqlite(file, open))),
    ),
  )

/** Refuses a store that is not there: its name is misspelt. */
const checkIsThere = Effect.fnUntraced(function* (named: string, file: string) {
  if (!(yield* isMissing(file))) return
  return yield* new UsageError({
    problem: `There is no store ${named}`,
    remedy: "Name the one to which journeys were submitted.",
  })
})

/** Does something in a store that there is. */
export const inStore = Effect.fnUntraced(function* <A, E, R>(
  named: string,
  program: Effect.Effect<A, E, R>,
): Effect.fn.Return<
  A,
  E | StorageFailed | UsageError,
  Exclude<R, SqlClient.SqlClient> | FileSystem.FileSystem | Path.Path
> {
  const file = (yield* Path.Path).resolve(named)
  yield* checkIsThere(named, file)
  return yield* Effect.provide(program, layerStore(file))
})
