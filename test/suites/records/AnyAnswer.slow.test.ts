import { assert, describe, it } from "@effect/vitest"
import { Records, type ZohoConnection } from "@zoho-bulk/core"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Cause, Effect, Exit, Stream } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { json } from "../../support/answers.ts"
import { anyJson, pick } from "../../support/Generated.ts"
import { organizationWire } from "../../support/organizationWire.ts"
import { runs } from "../../support/properties.ts"

const bodies = Arbitrary.map(
  Arbitrary.all({ list: pick("data", "recycle_bin", "info"), some: anyJson, item: anyJson, at: pick(0, 1, 2) }),
  ({ at, item: { json: item }, list, some: { json: some } }) =>
    [some, { [list]: some }, { [list]: [item, { details: some, id: some }] }][at],
)

const questions: ReadonlyArray<() => Stream.Stream<unknown, Records.RecordsFailure, ZohoConnection>> = [
  () => Records.getDeletedRecords("Leads"),
  () => Records.getRecordsById("Leads", ["1"], { fields: ["City"] }),
  () => Records.deleteRecords("Leads", ["1", "2"], { triggerWorkflows: false }),
  () => Records.restoreRecords(["1", "2"]),
]

describe("any answer about single records", () => {
  it.effect.prop(
    "is read, or fails with a typed failure: never a defect",
    { body: bodies },
    ({ body }) =>
      Effect.forEach(questions, (ask) =>
        Effect.gen(function* () {
          const { connect } = organizationWire(() => json(body))
          const exit = yield* Effect.exit(Effect.provide(withPolicy(Stream.runDrain(ask()), never), connect()))
          if (Exit.isSuccess(exit)) return
          assert.isTrue(exit.cause.reasons.every(Cause.isFailReason), Cause.pretty(exit.cause))
        }),
      ),
    runs(60),
  )
})
