import { describe, expectTypeOf, it } from "@effect/vitest"
import {
  type AccessToken,
  getJobDetails,
  type JobId,
  type JobKind,
  type ReadJob,
  type WriteJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import {
  type CallFailure,
  type GetJobDetailsFailure,
  type GrantRefused,
  type HostNotPermitted,
  type HostNotTrusted,
  type InvalidJobId,
  type InvalidSettings,
  type JobNotFound,
  type LimitExceeded,
  type NoAnswer,
  type NoAnswerInTime,
  type PermissionDenied,
  type RequestNotAccepted,
  type ScopeMissing,
  type Throttled,
  type TokenBudgetSpent,
  type TokenRefused,
  type TokenStoreFailed,
  type UnreadableAnswer,
  type ZohoFailing,
} from "@zoho-bulk/core/Failure"
import { Effect, type Layer } from "effect"
import type { HttpClient } from "effect/http"

/** Every way in which a call can fail, no more and no less. */
type Call =
  | TokenRefused
  | ScopeMissing
  | PermissionDenied
  | JobNotFound
  | RequestNotAccepted
  | Throttled
  | ZohoFailing
  | UnreadableAnswer
  | NoAnswer
  | NoAnswerInTime
  | LimitExceeded
  | HostNotTrusted
  | HostNotPermitted
  | GrantRefused
  | TokenBudgetSpent
  | TokenStoreFailed

const id = "4150868000005376042"

describe("the type of `getJobDetails()`", () => {
  it("is a ReadJob for a read job", () => {
    expectTypeOf(getJobDetails({ kind: "read", id })).toEqualTypeOf<
      Effect.Effect<ReadJob, InvalidJobId | Call, ZohoConnection>
    >()
  })

  it("is a WriteJob for a write job", () => {
    expectTypeOf(getJobDetails({ kind: "write", id })).toEqualTypeOf<
      Effect.Effect<WriteJob, InvalidJobId | Call, ZohoConnection>
    >()
  })

  it("is either for an id alone, and for a kind that is not known before", () => {
    type Either = Effect.Effect<ReadJob | WriteJob, InvalidJobId | Call, ZohoConnection>
    expectTypeOf(getJobDetails({ id })).toEqualTypeOf<Either>()
    expectTypeOf(getJobDetails({ id, kind: "read" as JobKind })).toEqualTypeOf<Either>()
    expectTypeOf(getJobDetails({ id, kind: undefined })).toEqualTypeOf<Either>()
  })

  it("has an error channel that has a name", () => {
    expectTypeOf<GetJobDetailsFailure>().toEqualTypeOf<InvalidJobId | Call>()
    expectTypeOf<CallFailure>().toEqualTypeOf<Call>()
  })

  it("loses an error that is caught, and only that", () => {
    const caught = Effect.catchTag(getJobDetails({ kind: "read", id }), "JobNotFound", () =>
      Effect.succeed("gone" as const),
    )
    expectTypeOf(caught).toEqualTypeOf<
      Effect.Effect<ReadJob | "gone", InvalidJobId | Exclude<Call, JobNotFound>, ZohoConnection>
    >()
  })

  it("takes no other kind, and no number for an id", () => {
    // @ts-expect-error there is no such kind
    getJobDetails({ kind: "delete", id })
    // @ts-expect-error an id is text
    expectTypeOf(getJobDetails).toBeCallableWith({ id: 4150868000005376042n })
  })
})

describe("the types of jobs and failures", () => {
  it("tell a read job from a write job by its kind", () => {
    const count = (job: ReadJob | WriteJob) => (job.kind === "read" ? job.result?.count : job.resource?.length)
    expectTypeOf(count).returns.toEqualTypeOf<number | undefined>()
    expectTypeOf<ReadJob["id"]>().toEqualTypeOf<JobId>()
    expectTypeOf<string>().not.toExtend<JobId>()
  })

  it("give every failure a remedy, and say whether another try may help", () => {
    expectTypeOf<GetJobDetailsFailure["remedy"]>().toEqualTypeOf<string>()
    expectTypeOf<GetJobDetailsFailure["isRetryable"]>().toEqualTypeOf<boolean>()
    expectTypeOf<CallFailure["code"]>().toEqualTypeOf<string | undefined>()
    expectTypeOf<CallFailure["httpStatus"]>().toEqualTypeOf<number | undefined>()
  })

  it("say what a connection needs, and how it can fail", () => {
    expectTypeOf(ZohoConnection.layer()).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, AccessToken | HttpClient.HttpClient>
    >()
  })
})
