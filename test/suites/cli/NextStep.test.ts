import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, type Schema } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { zohoBulk } from "../../support/commandLine.ts"
import { readBody, writeBody } from "../../support/samples.ts"

/** The lines that the table has for a job, by their names. */
const tableOf = Effect.fnUntraced(function* (kind: "read" | "write", body: Schema.Json) {
  const http = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) =>
      Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.jsonUnsafe(body), { request })),
    ),
  )
  const { stdout } = yield* zohoBulk(["get", "1", "--kind", kind], { env: { ZOHO_ACCESS_TOKEN: "t" }, http })
  return Object.fromEntries(stdout.split("\n").map((line) => [line.split(/ {2,}/)[0], line.split(/ {2,}/)[1]]))
})

const file = (counts: Readonly<Record<string, Schema.Json>>) => ({
  status: "COMPLETED",
  resource: [{ status: "COMPLETED", module: "Leads", file: { status: "COMPLETED", name: "a.csv", ...counts } }],
  result: { download_url: "https://download-accl.zoho.com/1.zip" },
})

const reads = [
  {
    what: "the rows, where they are all there",
    body: { state: "COMPLETED", result: { count: 7, page: 1, more_records: false, download_url: "/r" } },
    next: "fetch the rows: zoho-bulk download 1",
    rows: "7 on page 1, no more pages",
  },
  {
    what: "the next page, where there is one",
    body: { state: "COMPLETED", result: { count: 200000, page: 2, more_records: true, download_url: "/r" } },
    next: "fetch the rows: zoho-bulk download 1, and order the next page",
    rows: "200,000 on page 2, more to come",
  },
  {
    what: "that another page is possible, where Zoho does not say",
    body: { state: "COMPLETED", result: { count: 200000, page: 1, more_records: "true", download_url: "/r" } },
    next: "fetch the rows: zoho-bulk download 1; Zoho did not say whether there is another page",
    rows: "200,000 on page 1, more pages: unknown",
  },
  {
    what: "Zoho's reason for a failure",
    body: { state: "FAILURE", result: { error_message: { code: "INTERNAL_SERVER_ERROR", message: "Sorry" } } },
    next: "order the job again; Zoho's reason: INTERNAL_SERVER_ERROR: Sorry",
    rows: undefined,
  },
  {
    what: "where to look, for a state that nobody knows",
    body: { state: "PURGED" },
    next: "look at the job in Zoho CRM: zoho-bulk does not know this state",
    rows: undefined,
  },
]

const writes = [
  {
    what: "nothing, where every row was taken",
    body: file({ added_count: 5, updated_count: 0, skipped_count: 0, total_count: 5 }),
    next: "nothing: every row was accepted",
    rows: "5 added, 0 updated, 0 skipped, of 5",
  },
  {
    what: "the result, where every row was skipped",
    body: file({ added_count: 0, updated_count: 0, skipped_count: 5, total_count: 5 }),
    next: "every row was skipped; the result says why: zoho-bulk download 1",
    rows: "0 added, 0 updated, 5 skipped, of 5",
  },
  {
    what: "the result, where counts are missing or no numbers",
    body: file({ added_count: 5, skipped_count: "0", total_count: 5 }),
    next: "Zoho did not say how many rows were accepted; the result says why: zoho-bulk download 1",
    rows: "5 added, an unknown number updated, an unknown number skipped, of 5",
  },
  {
    what: "the result, where no part of the job is told",
    body: { status: "COMPLETED" },
    next: "Zoho did not say how many rows were accepted; Zoho named no result",
    rows: undefined,
  },
  {
    what: "the part that failed",
    body: {
      status: "COMPLETED",
      resource: [{ status: "FAILED", code: "INVALID_FILE", module: "Leads", file: { status: "FAILED" } }],
    },
    next: "a part of it failed (Leads: INVALID_FILE); Zoho named no result",
    rows: undefined,
  },
  {
    what: "the parts' reasons for a failure",
    body: { status: "FAILED", resource: [{ status: "FAILED", code: "INVALID_FILE", module: "Leads" }] },
    next: "order the job again; Zoho's reason: Leads: INVALID_FILE",
    rows: undefined,
  },
]

describe("`zoho-bulk get` says what comes next, and never that all is well when it is not known", () => {
  it.effect.each(reads)("of a read job: $what", ({ body, next, rows }) =>
    Effect.gen(function* () {
      const table = yield* tableOf("read", readBody({ id: "1", ...body }))
      assert.deepStrictEqual([table["Next"], table["Rows"]], [next, rows])
    }),
  )

  it.effect.each(writes)("of a write job: $what", ({ body, next, rows }) =>
    Effect.gen(function* () {
      const table = yield* tableOf("write", writeBody({ id: "1", ...body }))
      assert.deepStrictEqual([table["Next"], table["Rows"]], [next, rows])
    }),
  )
})
