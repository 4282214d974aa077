import { assert, describe, it } from "@effect/vitest"
import { Records } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { fault, json, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { bodyText, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"

const done = (id: string, message = "record deleted") => ({
  code: "SUCCESS",
  details: { id },
  message,
  status: "success",
})
const refused = (id: string, code = "INVALID_DATA") => ({ code, details: { id }, message: "no", status: "error" })

const remove = (ids: ReadonlyArray<string>, triggerWorkflows = false) =>
  Stream.runCollect(Records.deleteRecords("Leads", ids, { triggerWorkflows }))
const restore = (ids: ReadonlyArray<string>) => Stream.runCollect(Records.restoreRecords(ids))

const shown = (outcomes: ReadonlyArray<Records.RecordOutcome>) =>
  outcomes.map(({ code, id, isDone, mayBeDone = false }) => `${id} ${isDone} ${code}${mayBeDone ? " maybe" : ""}`)

const ids = Array.from({ length: 101 }, (_, at) => String(1_000 + at))

describe("records that are deleted", () => {
  it.effect("are named a hundred at a time, with a word on workflows", () =>
    Effect.gen(function* () {
      const outcomes = yield* remove([...ids, "1000"], true)
      assert.strictEqual(outcomes.filter(({ isDone }) => isDone).length, 101)
      const sent = yield* sentRequests
      assert.deepStrictEqual(
        sent.map(({ method, url }) => [method, new URL(url).pathname, ...new URL(url).searchParams.values()]),
        [ids.slice(0, 100), ids.slice(100)].map((batch) => ["DELETE", "/crm/v8/Leads", batch.join(","), "true"]),
      )
    }).pipe(
      Effect.provide(
        scripted([json({ data: ids.slice(0, 100).map((id) => done(id)) }), json({ data: [done("1100")] })]),
      ),
    ),
  )

  const answers: ReadonlyArray<{
    readonly name: string
    readonly turn: Turn
    readonly expected: ReadonlyArray<string>
  }> = [
    {
      name: "in another order",
      turn: json({ data: [done("2"), done("1")] }),
      expected: ["1 true SUCCESS", "2 true SUCCESS"],
    },
    {
      name: "the first of them refused",
      turn: json({ data: [refused("1"), done("2")] }, { status: 207 }),
      expected: ["1 false INVALID_DATA", "2 true SUCCESS"],
    },
    {
      name: "the last of them refused",
      turn: json({ data: [done("1"), refused("2", "RECORD_LOCKED")] }, { status: 207 }),
      expected: ["1 true SUCCESS", "2 false RECORD_LOCKED"],
    },
    {
      name: "all of them refused",
      turn: json({ data: [refused("1"), refused("2")] }, { status: 400 }),
      expected: ["1 false INVALID_DATA", "2 false INVALID_DATA"],
    },
    {
      name: "one of them without an id",
      turn: json({ data: [{ code: "NOT_APPROVED", details: {}, status: "error" }, done("2")] }, { status: 207 }),
      expected: ["1 false NOT_APPROVED", "2 true SUCCESS"],
    },
    {
      name: "as if Zoho had failed for one of them",
      turn: json({ data: [refused("1", "INTERNAL_ERROR"), done("2")] }, { status: 207 }),
      expected: ["1 false INTERNAL_ERROR", "2 true SUCCESS"],
    },
  ]

  it.effect.each(answers)("are told of in the order of their ids: $name", ({ expected, turn }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(shown(yield* Effect.provide(remove(["1", "2"]), scripted([turn]))), expected)
    }),
  )

  it.effect("fail where Zoho does not say what became of one", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Effect.provide(remove(["1", "2"]), scripted([json({ data: [done("1")] })])))
      assert.include(expectTag(failure, "UnreadableAnswer").problem, "an outcome of record 2")
    }),
  )

  it.effect.each([
    { turn: refusal(400, "INVALID_MODULE"), tag: "RequestNotAccepted" },
    {
      turn: json({ data: [{ code: "INVALID_MODULE", details: {}, message: "no", status: "error" }] }, { status: 400 }),
      tag: "RequestNotAccepted",
    },
    { turn: refusal(403, "NO_PERMISSION"), tag: "PermissionDenied" },
    { turn: refusal(401, "OAUTH_SCOPE_MISMATCH"), tag: "ScopeMissing" },
  ] as const)("fail where the whole call is refused: $tag", ({ tag, turn }) =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(Effect.provide(remove(["1"]), scripted([turn]))), tag)
    }),
  )

  it.effect("are deleted again where an answer was lost, and what Zoho does not know then may be gone by that", () =>
    Effect.gen(function* () {
      const outcomes = yield* Effect.raceFirst(remove(["1", "2"]), Effect.forever(TestClock.adjust("1 second")))
      assert.deepStrictEqual(shown(outcomes), ["1 false INVALID_DATA maybe", "2 true SUCCESS"])
    }).pipe(
      Effect.provide(scripted([fault("read ECONNRESET"), json({ data: [refused("1"), done("2")] }, { status: 207 })])),
    ),
  )

  it.effect("were not deleted by a call that Zoho did not take", () =>
    Effect.gen(function* () {
      const outcomes = yield* Effect.raceFirst(remove(["1"]), Effect.forever(TestClock.adjust("1 second")))
      assert.deepStrictEqual(shown(outcomes), ["1 false INVALID_DATA"])
    }).pipe(
      Effect.provide(scripted([refusal(429, "TOO_MANY_REQUESTS"), json({ data: [refused("1")] }, { status: 400 })])),
    ),
  )

  it.effect.each<object>([{ triggerWorkflows: undefined }, {}, { triggerWorkflow: false }])(
    "are not, with %j",
    (options) =>
      Effect.gen(function* () {
        expectTag(
          yield* Effect.flip(Stream.runCollect(Records.deleteRecords("Leads", ["1"], options as never))),
          "InvalidRequest",
        )
        assert.deepStrictEqual(yield* sentRequests, [])
      }).pipe(Effect.provide(scripted([]))),
  )
})

describe("records that are restored", () => {
  it.effect("are named in the body, and told of one by one", () =>
    Effect.gen(function* () {
      const outcomes = yield* restore(["1", "2", "3"])
      assert.deepStrictEqual(shown(outcomes), ["1 true SUCCESS", "2 true SCHEDULED", "3 false INVALID_DATA"])
      assert.deepStrictEqual(
        outcomes.map(({ isScheduled = false }) => isScheduled),
        [false, true, false],
      )
      const [sent] = yield* sentRequests
      assert.strictEqual(
        `${sent?.method} ${sent?.url}`,
        "POST https://www.zohoapis.com/crm/v8/settings/recycle_bin/actions/restore",
      )
      assert.strictEqual(sent === undefined ? "" : bodyText(sent), '{"ids":["1","2","3"]}')
    }).pipe(
      Effect.provide(
        scripted([
          json(
            {
              recycle_bin: [
                done("1", "record restored"),
                { code: "SCHEDULED", details: { id: "2" }, message: "later", status: "success" },
                refused("3"),
              ],
            },
            { status: 207 },
          ),
        ]),
      ),
    ),
  )

  it.effect("are told of where the first of them was refused", () =>
    Effect.gen(function* () {
      const turn = json({ recycle_bin: [refused("1"), refused("2")] }, { status: 400 })
      const outcomes = yield* Effect.provide(restore(["1", "2"]), scripted([turn]))
      assert.deepStrictEqual(shown(outcomes), ["1 false INVALID_DATA", "2 false INVALID_DATA"])
    }),
  )

  it.effect("need a version that can restore", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(restore(["1"])), "InvalidRequest")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([], { settings: { apiVersion: "v7" } }))),
  )
})
