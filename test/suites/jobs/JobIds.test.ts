import { assert, describe, it } from "@effect/vitest"
import { getJobDetails, JobId } from "@zoho-bulk/core"
import { isJobId } from "@zoho-bulk/core/Job"
import { Effect, Schema } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { runs } from "../../support/properties.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"

const noIds = [
  "",
  " ",
  "abc",
  "12 3",
  " 123",
  "123\n",
  "+123",
  "-1",
  "1.0",
  "1e5",
  "0x1F",
  "../x",
  "123/../456",
  "123?x=1",
  "１２",
  "١٢٣",
  "123\u0000",
]

describe("`getJobDetails()` fails with InvalidJobId before anything is sent", () => {
  for (const id of noIds) {
    it.effect(`on ${JSON.stringify(id)}`, () =>
      Effect.gen(function* () {
        for (const call of [
          getJobDetails({ id }),
          getJobDetails({ kind: "read", id }),
          getJobDetails({ kind: "write", id }),
        ]) {
          const failure = expectTag(yield* Effect.flip(call), "InvalidJobId")
          assert.strictEqual(failure.input, id)
          assert.isFalse(failure.isRetryable)
          assert.include(failure.message, JSON.stringify(id))
        }
        assert.deepStrictEqual(yield* sentRequests, [])
      }).pipe(Effect.provide(scripted([]))),
    )
  }

  it.effect.prop(
    "on any text that is not digits alone",
    { id: Schema.String.pipe(Schema.check(Schema.makeFilter((text: string) => !/^[0-9]+$/.test(text)))) },
    ({ id }) =>
      Effect.gen(function* () {
        assert.isFalse(isJobId(id))
        assert.strictEqual((yield* Effect.flip(getJobDetails({ id })))._tag, "InvalidJobId")
        assert.deepStrictEqual(yield* sentRequests, [])
      }).pipe(Effect.provide(scripted([]))),
    runs(100),
  )
})

describe("`JobId`", () => {
  it.effect.each(["0", "007", "4150868000005376042", "9".repeat(40)])(
    "takes `%s`, and it is asked for to the digit",
    (id) =>
      Effect.gen(function* () {
        assert.isTrue(isJobId(id))
        assert.strictEqual<string>(Schema.decodeUnknownSync(JobId)(id), id)
        yield* getJobDetails({ kind: "read", id })
        assert.strictEqual((yield* sentRequests)[0]?.url, `https://www.zohoapis.com/crm/bulk/v8/read/${id}`)
      }).pipe(Effect.provide(scripted([json(readBody())]))),
  )

  it("takes no number, for a number has lost digits already", () => {
    assert.throws(() => Schema.decodeUnknownSync(JobId)(4150868000005376042n))
    assert.throws(() => Schema.decodeUnknownSync(JobId)(415))
  })
})
