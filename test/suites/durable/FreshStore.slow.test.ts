import { assert, describe, it } from "@effect/vitest"
import { findJourney } from "@zoho-bulk/core/durable"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, type Layer } from "effect"
import { layerRunner, submitContacts, until } from "../../support/durableRunner.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { layerStoreIn, storeFolder } from "../../support/storeOfJourneys.ts"

const inFreshStore = <A, E>(
  test: (folder: string) => Effect.Effect<A, E, Layer.Success<ReturnType<typeof layerStoreIn>>>,
) => Effect.scoped(Effect.flatMap(storeFolder, ({ file, folder }) => Effect.provide(test(folder), layerStoreIn(file))))

describe("a store that nobody has prepared", () => {
  it.live("refuses a journey by saying what makes its tables", () =>
    inFreshStore((folder) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* Effect.flip(submitContacts(folder, "contacts")), "StorageFailed")
        assert.strictEqual(failure.message.split("\n")[0], "Could not use the table of journeys: it does not exist yet")
        assert.include(failure.remedy, "prepareStore")
      }),
    ),
  )

  it.live("says the same when it is asked for a journey", () =>
    inFreshStore(() =>
      Effect.gen(function* () {
        const { remedy } = yield* Effect.flip(findJourney("contacts"))
        assert.include(remedy, "prepareStore")
      }),
    ),
  )

  it.live(
    "is prepared by a runner that begins on it",
    () =>
      inFreshStore((folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* until("contacts", "completed")
        }).pipe(Effect.provide(layerRunner()), Effect.provide(Emulator.layerHttpClient({ jobDuration: 0 }))),
      ),
    30_000,
  )
})
