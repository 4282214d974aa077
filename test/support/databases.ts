import { Effect } from "effect"
import type { InDatabase } from "./sqlJournalContract.ts"
import { layerStoreIn, layerStoreOn, storeFolder } from "./storeOfJourneys.ts"

/** In a SQLite file. */
export const inFile: InDatabase = (test) =>
  Effect.flatMap(storeFolder, ({ file, folder }) =>
    Effect.provide(Effect.scoped(test(`${folder}/contacts`)), layerStoreIn(file)),
  ).pipe(Effect.scoped)

/** In a schema of a PostgreSQL database. */
export const inPostgresDatabase =
  (url: () => string): InDatabase =>
  (test) =>
    Effect.flatMap(storeFolder, ({ folder }) =>
      Effect.suspend(() => Effect.provide(Effect.scoped(test(`${folder}/contacts`)), layerStoreOn(url()))),
    ).pipe(Effect.scoped)
