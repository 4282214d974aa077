import { Effect } from "effect"
import { type InDatabase, sqlJournalContract } from "../../support/sqlJournalContract.ts"
import { layerStoreIn, storeFolder } from "../../support/storeOfJourneys.ts"

const inFile: InDatabase = (test) =>
  Effect.flatMap(storeFolder, ({ file, folder }) =>
    Effect.provide(Effect.scoped(test(`${folder}/contacts`)), layerStoreIn(file)),
  ).pipe(Effect.scoped)

sqlJournalContract(inFile)
