import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import {
  type CreatedJob,
  createReadJob,
  createWriteJob,
  type JobKind,
  type ReadJob,
  waitForJob,
  watchJob,
  type WriteJob,
  type ZohoConnection,
} from "@zoho-bulk/core"
import { type InvalidRequest, type JobStillRunning, type WaitFailure } from "@zoho-bulk/core/Failure"
import { Effect, Stream } from "effect"
import { emulated } from "../../support/connected.ts"

const id = "4150868000005376042"

describe("the type of a wait", () => {
  it("is of the kind that is waited for, and of either where it is not known", () => {
    expectTypeOf(waitForJob({ kind: "read", id })).toEqualTypeOf<
      Effect.Effect<waitForJob.Ended<"read">, WaitFailure, ZohoConnection>
    >()
    expectTypeOf<waitForJob.Ended<"read">["job"]>().toEqualTypeOf<ReadJob>()
    expectTypeOf<waitForJob.Ended<"write">["job"]>().toEqualTypeOf<WriteJob>()
    expectTypeOf<Effect.Success<ReturnType<typeof watched>>>().toEqualTypeOf<Array<ReadJob | WriteJob>>()
    expectTypeOf(waitForJob({ kind: "read" as JobKind, id })).toEqualTypeOf<
      Effect.Effect<waitForJob.Ended<JobKind>, WaitFailure, ZohoConnection>
    >()
    expectTypeOf<waitForJob.Ended<JobKind>["job"]>().toEqualTypeOf<ReadJob | WriteJob>()
  })

  it("fails in what a look fails in, if it takes too long, and if it is asked for wrongly", () => {
    expectTypeOf<JobStillRunning>().toExtend<WaitFailure>()
    expectTypeOf<InvalidRequest>().toExtend<WaitFailure>()
  })

  it("is that of the job that was created", () => {
    expectTypeOf(createReadJob({ module: "Leads" })).toExtend<
      Effect.Effect<CreatedJob<"read">, unknown, ZohoConnection>
    >()
    const read = Effect.flatMap(createReadJob({ module: "Leads" }), waitForJob)
    expectTypeOf<Effect.Success<typeof read>["job"]>().toEqualTypeOf<ReadJob>()
    const count = Effect.map(read, ({ job }) => job.result?.count)
    expectTypeOf<Effect.Success<typeof count>>().toEqualTypeOf<number | undefined>()
    const resources = [{ module: "Leads", fileId: "1" }] as const
    const written = Effect.flatMap(createWriteJob({ operation: "insert", resources }), (created) => waitForJob(created))
    expectTypeOf<Effect.Success<typeof written>["job"]>().toEqualTypeOf<WriteJob>()
  })
})

const watched = () => Stream.runCollect(watchJob({ id }))

it.live("a job that was created says by itself what it is waited for as", () =>
  Effect.gen(function* () {
    const created = yield* createReadJob({ module: "Leads", fields: ["Last_Name"] })
    assert.strictEqual(created.kind, "read")
    const { job } = yield* waitForJob(created)
    assert.strictEqual(job.kind, "read")
    assert.strictEqual(job.result?.count, 120)
    const { job: inTime } = yield* waitForJob({ ...created, timeout: "5 seconds" })
    assert.strictEqual(inTime.result?.count, 120)
  }).pipe(Effect.provide(emulated())),
)
