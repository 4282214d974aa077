import { assert, describe, it } from "@effect/vitest"
import { createReadJob, exportModule } from "@zoho-bulk/core"
import { Effect, type Schema } from "effect"
import { bytes, empty, json, refusal } from "../../../support/answers.ts"
import { scripted } from "../../../support/connected.ts"
import { zipOf } from "../../../support/emulatedZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"
import { createdReadBody, readBody } from "../../../support/samples.ts"
import { sentRequests, type Turn } from "../../../support/ScriptedZoho.ts"

type Result = { readonly [key: string]: Schema.Json }

const whole: Result = { page: 1, count: 1, more_records: false, download_url: "/crm/bulk/v8/read/1/result" }

/** What Zoho says of a page whose job it was asked for. */
const page = (id: string, result: Result): ReadonlyArray<Turn> => [
  json(createdReadBody(id), { status: 201 }),
  json(readBody({ id, state: "COMPLETED", result: { ...whole, ...result } })),
]

const without = (result: Result, ...keys: ReadonlyArray<string>): Result =>
  Object.fromEntries(Object.entries(result).filter(([key]) => !keys.includes(key)))

const zip = (files: Readonly<Record<string, string>>): Effect.Effect<Turn> =>
  Effect.orDie(Effect.map(zipOf(files), (packed) => bytes(packed)))

const csv = (text: string): Effect.Effect<Turn> => zip({ "Contacts.csv": text })

const rowsOver = (turns: Iterable<Turn>, fields: ReadonlyArray<string> | undefined = ["Last_Name", "Email"]) =>
  headerAndRows(exportModule({ module: "Contacts", ...(fields === undefined ? {} : { fields }) })).pipe(
    Effect.provide(scripted(turns)),
  )

describe("a page of an export", () => {
  it.effect("whose job was ordered in this very run, and is not found, is not ordered and paid for again", () =>
    Effect.gen(function* () {
      const unknown = { code: "RESOURCE_NOT_FOUND", message: "the id given is invalid", status: "error" }
      const turns = [json(createdReadBody("1"), { status: 201 }), json(unknown, { status: 404 })]
      expectTag(yield* Effect.flip(rowsOver(turns)), "JobNotFound")
    }),
  )

  it.effect.each([{}, { next_page_token: null }])(
    "that has more records after it and no token of them (%o) is refused before it is read: a later one may be ordered already",
    (token) =>
      Effect.gen(function* () {
        const turns = [...page("1", { more_records: true, ...token }), yield* csv("Id,Last_Name,Email\n1,Boyle,\n")]
        const rows = exportModule({ module: "Contacts", fields: ["Last_Name", "Email"] })
        yield* Effect.gen(function* () {
          const failure = expectTag(yield* Effect.flip(headerAndRows(rows)), "PagesBroken")
          assert.include(failure.message, "no token leads to them")
          assert.strictEqual((yield* sentRequests).length, 2)
        }).pipe(Effect.provide(scripted(turns)))
      }),
  )

  it.effect.each<readonly [string, string]>([
    ["Id,Last_Name\n1,Boyle\n", "Email"],
    ["Id,Phone\n1,7\n", "Last_Name, Email"],
  ])("that lacks a column which was asked for is refused, by its name: %s", ([text, missing]) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(rowsOver([...page("1", {}), yield* csv(text)])), "PagesBroken")
      assert.strictEqual(failure.missing?.join(", "), missing)
      assert.include(failure.remedy, `Leave out ${missing}`)
    }),
  )

  it.effect("has the columns however Zoho spells the id, and by the paths of related fields", () =>
    Effect.gen(function* () {
      const turns = [...page("1", {}), yield* csv("Id,Account_Name.Account_Name\n1,Zylker\n")]
      assert.deepStrictEqual(yield* rowsOver(turns, ["id", "Account_Name.Account_Name"]), [
        ["id", "Account_Name.Account_Name"],
        ["1", "Zylker"],
      ])
    }),
  )

  it.effect.each([
    { lacks: "more_records", result: without(whole, "more_records"), told: "whether there are more records" },
    {
      lacks: "a true more_records",
      result: { ...whole, more_records: "true" },
      told: "whether there are more records",
    },
    { lacks: "count", result: without(whole, "count"), told: "how many records" },
    {
      lacks: "a count that is a number",
      result: { ...whole, count: "1", more_records: true },
      told: "how many records",
    },
    {
      lacks: "a count that can be",
      result: { ...whole, count: -1, more_records: true },
      told: "how many records",
    },
    { lacks: "rows, though there are more", result: { ...whole, count: 0, more_records: true }, told: "it is empty" },
  ])("that lacks $lacks stops the export, beside a token and without one", ({ result, told }) =>
    Effect.gen(function* () {
      for (const token of [{}, { next_page_token: "t" }]) {
        const answer = json(readBody({ id: "1", state: "COMPLETED", result: { ...result, ...token } }))
        const turns = [json(createdReadBody("1"), { status: 201 }), answer]
        assert.include(expectTag(yield* Effect.flip(rowsOver(turns)), "PagesBroken").problem, told)
      }
    }),
  )

  it.effect("has the record's id in its first column, wherever Zoho has it", () =>
    Effect.gen(function* () {
      const turns = [...page("1", { count: 2 }), yield* csv("Last_Name,Id,Email\nBoyle,1,b@x\nPinto,2,\n")]
      assert.deepStrictEqual(yield* rowsOver(turns), [
        ["id", "Last_Name", "Email"],
        ["1", "Boyle", "b@x"],
        ["2", "Pinto", ""],
      ])
    }),
  )

  it.effect("that has other columns than the first one is refused, with both", () =>
    Effect.gen(function* () {
      const turns = [
        ...page("1", { more_records: true, next_page_token: "a" }),
        yield* csv("Id,Last_Name,Email\n1,Boyle,\n"),
        ...page("2", {}),
        yield* csv("Id,Email,Last_Name\n2,,Pinto\n"),
      ]
      const failure = expectTag(yield* Effect.flip(rowsOver(turns)), "PagesBroken")
      assert.deepStrictEqual(
        [failure.page, failure.jobId, failure.problem],
        [2, "2", "its columns are id, Email, Last_Name, not id, Last_Name, Email"],
      )
    }),
  )

  it.effect.each([
    { what: "names none", details: {} },
    { what: "names no text", details: { api_name: 7 } },
    { what: "says nothing", details: null },
    { what: "says a text", details: "Email" },
    { what: "names one that was not asked for", details: { api_name: "Phone" } },
  ])("of which Zoho refuses a field, and $what, is not asked for without it", ({ details }) =>
    Effect.gen(function* () {
      const request = { module: "Contacts", fields: ["Last_Name", "Email"], dropRefusedFields: true }
      const failure = yield* Effect.flip(headerAndRows(exportModule(request))).pipe(
        Effect.provide(scripted([refusal(400, "FIELD_NOT_SUPPORTED", { details })])),
      )
      assert.strictEqual(failure._tag, "RequestNotAccepted")
    }),
  )

  it.effect(
    "of which Zoho refuses a field is not asked for without it where that is not wanted, or it refuses another thing",
    () =>
      Effect.gen(function* () {
        const details = { api_name: "Email" }
        for (const [code, dropRefusedFields] of [
          ["FIELD_NOT_SUPPORTED", false],
          ["INVALID_DATA", true],
        ] as const) {
          const request = { module: "Contacts", fields: ["Last_Name", "Email"], dropRefusedFields }
          const failure = yield* Effect.flip(headerAndRows(exportModule(request))).pipe(
            Effect.provide(scripted([refusal(400, code, { details })])),
          )
          assert.strictEqual(failure._tag, "RequestNotAccepted")
        }
      }),
  )

  it.effect("whose token any page before it had stops the export before another order", () =>
    Effect.gen(function* () {
      const more = (token: string) => ({ more_records: true, next_page_token: token })
      const text = yield* csv("Id,Last_Name,Email\n1,Boyle,\n")
      const turns = [...page("1", more("a")), text, ...page("2", more("b")), text, ...page("3", more("a"))]
      const failure = expectTag(yield* Effect.flip(rowsOver(turns)), "PagesBroken")
      assert.strictEqual(failure.problem, "its token is that of page 1")
    }),
  )
})

describe("a result of no records", () => {
  const header = [["id", "Last_Name", "Email"]]

  it.effect.each([
    { packed: "a header alone", turn: csv("Id,Last_Name,Email\n") },
    { packed: "a file without a byte", turn: csv("") },
    { packed: "an archive without a file", turn: zip({}) },
    { packed: "an answer without a byte", turn: Effect.succeed(bytes([])) },
    { packed: "no answer's body at all", turn: Effect.succeed(empty(204)) },
  ])("is no rows, with the header that is known, where it comes as $packed", ({ turn }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* rowsOver([...page("1", { count: 0 }), yield* turn]), header)
    }),
  )

  it.effect("is no rows where it has no address", () =>
    Effect.gen(function* () {
      const result = without({ ...whole, count: 0 }, "download_url")
      const turns = [
        json(createdReadBody("1"), { status: 201 }),
        json(readBody({ id: "1", state: "COMPLETED", result })),
      ]
      assert.deepStrictEqual(yield* rowsOver(turns), header)
    }),
  )

  it.effect("is no rows where Zoho says that there are less than none", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(rowsOver([...page("1", { count: -1 }), yield* csv("Id,Last_Name,Email\n")]))
      assert.include(expectTag(failure, "PagesBroken").problem, "how many records")
    }),
  )

  it.effect("has no header where none is known", () =>
    Effect.gen(function* () {
      const read = headerAndRows(exportModule({ module: "Contacts" }))
      const turns = [...page("1", { count: 0 }), yield* csv("")]
      assert.deepStrictEqual(yield* read.pipe(Effect.provide(scripted(turns))), [[]])
    }),
  )
})

describe("an archive of several files", () => {
  it.effect("gives the rows of all of them, under one header", () =>
    Effect.gen(function* () {
      const files = { "1.csv": "Id,Last_Name,Email\n1,A,\n", "2.csv": "Id,Last_Name,Email\n2,B,\n3,C,\n", "3.csv": "" }
      assert.deepStrictEqual(yield* rowsOver([...page("1", { count: 3 }), yield* zip(files)]), [
        ["id", "Last_Name", "Email"],
        ["1", "A", ""],
        ["2", "B", ""],
        ["3", "C", ""],
      ])
    }),
  )

  it.effect("is refused, with their names, where they are not one table", () =>
    Effect.gen(function* () {
      const files = yield* zip({ "Contacts.csv": "Id,Last_Name,Email\n1,A,\n", "Deals.csv": "Id,Stage,X\n2,B,\n" })
      const failure = expectTag(yield* Effect.flip(rowsOver([...page("1", { count: 2 }), files])), "ResultUnreadable")
      assert.include(failure.problem, "Contacts.csv and Deals.csv in it have different columns")
    }),
  )
})

describe("a read job of more fields than Zoho reads", () => {
  it.effect("is refused before anything is sent", () =>
    Effect.gen(function* () {
      const fields = Array.from({ length: 201 }, (_, at) => `Field_${at}`)
      const failure = yield* Effect.flip(createReadJob({ module: "Contacts", fields }))
      assert.include(expectTag(failure, "InvalidRequest").problem, "201 fields")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([]))),
  )
})
