import { assert, describe, it } from "@effect/vitest"
import { findJourney } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { beginLife } from "../../../packages/core/src/durable/table/JourneyLife.ts"
import { inStore, submitContacts } from "../../support/durableRunner.ts"

const failure = { error: "NoAnswer", code: null, httpStatus: null, message: "m", remedy: "r" }

describe("who carries a journey that another one has taken up", () => {
  it.live("says nothing of it any more, and so never finishes its journal", () =>
    inStore({ records: { Contacts: 3 } }, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        const first = yield* beginLife("contacts", "first", 1)
        const second = yield* beginLife("contacts", "second", 1)
        for (const say of [first?.keepResult({ rows: 1 }), first?.complete, first?.fail(failure)]) {
          const said = yield* Effect.timeoutOption(say ?? Effect.void, "100 millis")
          assert.strictEqual(said._tag, "None")
        }
        const { result, state } = (yield* findJourney("contacts")) ?? {}
        assert.deepStrictEqual([result, state], [null, "running"])
        yield* second?.keepResult({ rows: 3 }) ?? Effect.void
        yield* second?.complete ?? Effect.void
        assert.strictEqual((yield* findJourney("contacts"))?.state, "completed")
      }),
    ),
  )
})
