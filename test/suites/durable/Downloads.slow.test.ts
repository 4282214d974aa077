import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Emulator from "@zoho-bulk/core/emulator"
import { inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"

const downloads = Effect.gen(function* () {
  const { requests } = yield* (yield* Emulator.Emulator).report
  return requests.filter(({ operation }) => operation === "downloadReadResult")
})

describe("the downloads of an organisation", () => {
  it.live(
    "are ten a minute for all runners together, also where one begins anew",
    () =>
      inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
        Effect.gen(function* () {
          yield* Effect.forEach([1, 2, 3, 4, 5, 6, 7, 8], (at) => submitContacts(folder, `early-${at}`))
          yield* Effect.scoped(
            Effect.andThen(
              Layer.build(layerRunner({ name: "first" })),
              Effect.forEach([1, 2, 3, 4, 5, 6, 7, 8], (at) => until(`early-${at}`, "completed")),
            ),
          )
          yield* Effect.forEach([1, 2, 3, 4], (at) => submitContacts(folder, `late-${at}`))
          yield* Layer.build(layerRunner({ name: "second" }))
          yield* Effect.sleep("5 seconds")
          assert.deepStrictEqual(
            (yield* downloads).map(({ status }) => status),
            Array.from({ length: 10 }, () => 200),
          )
        }),
      ),
    60_000,
  )
})
