import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect } from "effect"
import { text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody, writeBody } from "../../support/samples.ts"

/** Digits beyond what a number can hold: parsed, they end in 40. */
const digits = "4150868000005376042"

/** A body in which the marked id stands as a number, without quotes, as text. */
const withNumber = (body: unknown): string => JSON.stringify(body).replace('"NUMBER"', digits)

const field = { field: { id: "NUMBER", api_name: "Last_Name" }, comparator: "equal", value: "x" }

const bodies = [
  { kind: "read", path: "data[0].id", body: readBody({ id: "NUMBER" }) },
  { kind: "read", path: "data[0].created_by.id", body: readBody({ created_by: { id: "NUMBER" } }) },
  { kind: "read", path: "data[0].query.cvid", body: readBody({ query: { cvid: "NUMBER" } }) },
  { kind: "read", path: "data[0].query.module.id", body: readBody({ query: { module: { id: "NUMBER" } } }) },
  { kind: "read", path: "data[0].query.criteria.field.id", body: readBody({ query: { criteria: field } }) },
  {
    kind: "read",
    path: "data[0].query.criteria.group[1].group[0].field.id",
    body: readBody({ query: { criteria: { group: [{ comparator: "equal" }, { group: [field] }] } } }),
  },
  { kind: "write", path: "id", body: writeBody({ id: "NUMBER" }) },
  { kind: "write", path: "created_by.id", body: writeBody({ created_by: { id: "NUMBER" } }) },
  { kind: "write", path: "resource[0].module.id", body: writeBody({ resource: [{ module: { id: "NUMBER" } }] }) },
  { kind: "write", path: "resource[1].file_id", body: writeBody({ resource: [{}, { file_id: "NUMBER" }] }) },
  {
    kind: "write",
    path: "resource[0].field_mappings[0].module.id",
    body: writeBody({ resource: [{ field_mappings: [{ module: { id: "NUMBER" } }] }] }),
  },
] as const

describe("`getJobDetails()` fails on an id that came as a number, and shows its digits as sent", () => {
  it.effect.each(bodies)("at $path of a $kind job", ({ body, kind, path }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind, id: digits }))
      if (failure._tag !== "UnreadableAnswer") return assert.fail(`It is ${failure._tag}`)
      assert.match(failure.problem, /^\S+ should be (an id as a string|a string of digits), but is the number \d+$/)
      assert.isTrue(failure.problem.startsWith(`${path} should be `), failure.problem)
      assert.isTrue(failure.problem.endsWith(` the number ${digits}`), failure.problem)
    }).pipe(Effect.provide(scripted([text(withNumber(body))]))),
  )

  it.effect("also where the number is not a whole one", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind: "write", id: digits }))
      assert.include(failure.message, "id should be a string of digits, but is the number 4.1508680000053760420e18")
    }).pipe(
      Effect.provide(
        scripted([text(withNumber(writeBody({ id: "NUMBER" })).replace(digits, "4.1508680000053760420e18"))]),
      ),
    ),
  )

  it.effect("but takes any number under a key that nobody knows", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: digits })
      assert.deepStrictEqual<unknown>(job.unknownFields, { org_id: 694902309 })
    }).pipe(Effect.provide(scripted([text(JSON.stringify(writeBody({ org_id: 694902309 })))]))),
  )
})
