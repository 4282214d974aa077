import { describe, expectTypeOf, it } from "@effect/vitest"
import type { Records, ZohoConnection } from "@zoho-bulk/core"
import type { CallFailure, InvalidRequest } from "@zoho-bulk/core/Failure"
import type { Stream } from "effect"

type Asking<A> = Stream.Stream<A, CallFailure | InvalidRequest, ZohoConnection>

describe("what is asked of single records", () => {
  it("fails as calls do, and in no other way", () => {
    expectTypeOf<ReturnType<typeof Records.getDeletedRecords>>().toEqualTypeOf<Asking<Records.DeletedRecord>>()
    expectTypeOf<ReturnType<typeof Records.getRecordsById>>().toEqualTypeOf<Asking<Records.FoundRecord>>()
    expectTypeOf<ReturnType<typeof Records.deleteRecords>>().toEqualTypeOf<Asking<Records.RecordOutcome>>()
    expectTypeOf<ReturnType<typeof Records.restoreRecords>>().toEqualTypeOf<Asking<Records.RecordOutcome>>()
  })
})
