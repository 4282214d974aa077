import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import type * as Failure from "@zoho-bulk/core/Failure"
import type { TokenUnavailable } from "@zoho-bulk/core/Auth"
import type { Schema } from "effect"
import { everyFailure } from "../../support/everyFailure.ts"

/** What Zoho's answer said, of whatever failed. */
const saidBy = (failure: {
  readonly code?: string | undefined
  readonly httpStatus?: number | undefined
  readonly details?: Schema.Json | undefined
}) => ({ code: failure.code, httpStatus: failure.httpStatus, details: failure.details })

interface Said {
  readonly code?: string | undefined
  readonly httpStatus?: number | undefined
  readonly details?: Schema.Json | undefined
}

/** Whether all three can be read from a union as they are, and are of these types. */
type Reads<Union extends Said> = [Union["code"], Union["httpStatus"], Union["details"]]
type Answered = [string | undefined, number | undefined, Schema.Json | undefined]

describe("`code`, `httpStatus` and `details`", () => {
  it("can be read from every union of failures", () => {
    expectTypeOf<Reads<Failure.CallFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.GetJobDetailsFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.CreateJobFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.UploadFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.WaitFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.DownloadFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.ResultFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.ExportFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.ExportFailure | Failure.RowNotDecodable>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.ImportFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.SendFailure>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.Refusal>>().toEqualTypeOf<Answered>()
    expectTypeOf<Reads<Failure.TokenFailure | Failure.InvalidSettings>>().toEqualTypeOf<Answered>()
  })

  it("are absent by their type where no answer can have said them", () => {
    expectTypeOf<Reads<Failure.ArchiveFailure>>().toEqualTypeOf<[undefined, undefined, undefined]>()
    expectTypeOf<Reads<Failure.InvalidJobId>>().toEqualTypeOf<[undefined, undefined, undefined]>()
    expectTypeOf<Reads<Failure.InvalidSettings>>().toEqualTypeOf<[undefined, undefined, undefined]>()
    expectTypeOf<Reads<TokenUnavailable>>().toEqualTypeOf<[undefined, undefined, undefined]>()
    expectTypeOf<Reads<Failure.JobFailed>>().toEqualTypeOf<[string | undefined, undefined, undefined]>()
  })

  it("can be read from one of each, without a cast", () => {
    for (const failure of everyFailure) {
      const said = saidBy(failure)
      assert.include(["string", "undefined"], typeof said.code)
      assert.include(["number", "undefined"], typeof said.httpStatus)
    }
  })
})

describe("every failure", () => {
  it("explains itself, by its type and in fact", () => {
    expectTypeOf<Failure.ExportFailure | Failure.ImportFailure>().toExtend<Failure.Explained>()
    expectTypeOf<Failure.InvalidSettings | TokenUnavailable | Failure.RowNotDecodable>().toExtend<Failure.Explained>()
    for (const { isRetryable, message, remedy, summary } of everyFailure) {
      assert.strictEqual(typeof isRetryable, "boolean")
      assert.strictEqual(message, `${summary}\n${remedy}`)
    }
  })
})
