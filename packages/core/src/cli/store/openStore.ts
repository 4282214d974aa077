import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import { prepareStore } from "../../durable/table/journeyTables.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isMissing } from "../../storage/makeFolder.ts"
import { layerSqlite } from "../../sql/layerSqlite.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { LoadSqlite } from "../run/LoadSqlite.ts"
import { postgresOfRun } from "./postgresOfRun.ts"
import { type StoreInDatabase, type StoreInFile, storeMeant, type StoreMeant } from "./storeMeant.ts"

/** The SQLite of the runtime. */
export const sqliteOfRun = Effect.gen(function* () {
  const load = yield* LoadSqlite
  if (load !== undefined) return yield* load
  return yield* new UsageError({
    problem: "A store is a SQLite database, and SQLite is not available here",
    remedy: "Run it on Node or on Deno.",
  })
})

const layerDatabase = Effect.fnUntraced(function* ({ insecure, url }: StoreInDatabase) {
  const { layerPostgres } = yield* Effect.promise(() => import("../../sql/postgres/layerPostgres.ts"))
  return layerPostgres(url, yield* postgresOfRun(({ connect }) => connect), { insecure })
})

/** A store, made where it is not there yet, with the tables that this version knows. */
export const layerStore = (
  store: StoreMeant,
): Layer.Layer<SqlClient.SqlClient, InvalidSettings | StorageFailed | UsageError, FileSystem.FileSystem | Path.Path> =>
  Layer.effectDiscard(prepareStore).pipe(
    Layer.provideMerge(
      store._tag === "file"
        ? Layer.unwrap(Effect.map(sqliteOfRun, (open) => layerSqlite(store.shown, open)))
        : Layer.unwrap(layerDatabase(store)),
    ),
  )

/** Refuses a store that is not there: its name is misspelt. */
const checkIsThere = Effect.fnUntraced(function* ({ named, shown }: StoreInFile) {
  if (!(yield* isMissing(shown))) return
  return yield* new UsageError({
    problem: `There is no store ${named}`,
    remedy: "Name the store to which journeys were submitted.",
  })
})

/** Does something in a store that there is. */
export const inStore = Effect.fnUntraced(function* <A, E, R>(
  flags: StoreFlags,
  program: Effect.Effect<A, E, R>,
): Effect.fn.Return<
  A,
  E | InvalidSettings | StorageFailed | UsageError,
  Exclude<R, SqlClient.SqlClient> | FileSystem.FileSystem | Path.Path
> {
  const store = yield* storeMeant(flags)
  if (store._tag === "file") yield* checkIsThere(store)
  return yield* Effect.provide(program, layerStore(store))
})
