import { assert, describe, it } from "@effect/vitest"
import { cancelJourney, findJourney, pruneJourneys } from "@zoho-bulk/core/durable"
import { Effect, FileSystem, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"

/** The files of a runtime, and something that happens when a folder is read first. */
const filesWith = (happens: Effect.Effect<void>) =>
  Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => {
      let isFirst = true
      return {
        ...fs,
        readDirectory: (...args: Parameters<typeof fs.readDirectory>) =>
          Effect.suspend(() => {
            if (!isFirst) return fs.readDirectory(...args)
            isFirst = false
            return Effect.andThen(happens, fs.readDirectory(...args))
          }),
      }
    }),
  )

describe("a journey that is submitted again while it is forgotten", () => {
  it.live("is either forgotten or made, and never counts as made without having been", () =>
    inStore({ records: { Contacts: 3 }, jobDuration: 3_600_000 }, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* Layer.build(layerRunner())
            while (((yield* findJourney("contacts"))?.jobs.length ?? 0) < 1) yield* Effect.sleep("50 millis")
            yield* cancelJourney("contacts")
            yield* until("contacts", "cancelled")
          }),
        )
        const context = yield* Effect.context<Effect.Services<ReturnType<typeof submitContacts>>>()
        let outcome = "none"
        const again = submitContacts(folder, "contacts").pipe(
          Effect.match({
            onFailure: ({ _tag }) => void (outcome = _tag),
            onSuccess: (said) => void (outcome = said),
          }),
          Effect.provideContext(context),
        )
        yield* Effect.provide(pruneJourneys(0), filesWith(again))
        assert.notStrictEqual(outcome, "none")
        const sql = yield* SqlClient.SqlClient
        const entries = yield* sql`SELECT number FROM zoho_bulk_journal`
        const journey = yield* findJourney("contacts")
        const isForgotten = journey?.request === null && entries.length === 0
        const isKept = journey?.request !== null && entries.length > 0
        assert.isTrue(outcome === "queued again" ? isKept : isForgotten, JSON.stringify([outcome, journey]))
      }),
    ),
  )
})
