import { describe } from "@effect/vitest"
import { Effect } from "effect"
import { postgresForAll } from "../../support/postgres.ts"
import { type InDatabase, sqlJournalContract } from "../../support/sqlJournalContract.ts"
import { layerStoreOn, storeFolder } from "../../support/storeOfJourneys.ts"

const postgres = postgresForAll()

const inPostgres: InDatabase = (test) =>
  Effect.flatMap(storeFolder, ({ folder }) =>
    Effect.suspend(() => Effect.provide(Effect.scoped(test(`${folder}/contacts`)), layerStoreOn(postgres().url))),
  ).pipe(Effect.scoped)

describe("over PostgreSQL", () => {
  sqlJournalContract(inPostgres)
})
