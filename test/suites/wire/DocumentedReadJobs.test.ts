import { assert, describe, it } from "@effect/vitest"
import { fieldNameOf } from "@zoho-bulk/core/Job"
import { bodyOf, jobOf } from "../../support/jobCodecs.ts"
import { readBody } from "../../support/samples.ts"

const patriciaBoyle = { id: "4150868000000225013", name: "Patricia Boyle" }

describe("`readJobBody` on the samples of Zoho's pages", () => {
  it("reads a queued job, which has no result", () => {
    const { raw, ...job } = jobOf("read", readBody())
    assert.deepStrictEqual<unknown>(job, {
      kind: "read",
      id: "4150868000004717004",
      operation: "read",
      state: "queued",
      stateAsSent: "QUEUED",
      query: { module: { sentAs: "object", id: "4150868000000002179", apiName: "Contacts" }, page: 1 },
      createdBy: patriciaBoyle,
      createdTime: "2021-02-22T18:21:17+05:30",
      fileType: "csv",
      unexpected: [],
    })
    assert.deepStrictEqual(raw, readBody())
  })

  it("reads nested groups, a field without an id, a value that is not text, and a view", () => {
    const criteria = {
      group: [
        { field: { id: null, api_name: "$converted" }, comparator: "equal", value: false },
        {
          group: [
            { field: { id: "4150868000000002595", api_name: "Last_Name" }, comparator: "equal", value: "Patricia" },
          ],
          group_operator: "and",
        },
      ],
      group_operator: "and",
    }
    const query = { fields: ["Last_Name", "$converted"], criteria, page: 1, cvid: "4150868000000087501" }
    const job = jobOf("read", readBody({ state: "COMPLETED", query }))
    assert.deepStrictEqual<unknown>("query" in job ? job.query : undefined, {
      fields: ["Last_Name", "$converted"],
      criteria: {
        group: [
          { field: { id: null, apiName: "$converted" }, comparator: "equal", value: false },
          {
            group: [
              { field: { id: "4150868000000002595", apiName: "Last_Name" }, comparator: "equal", value: "Patricia" },
            ],
            groupOperator: "and",
          },
        ],
        groupOperator: "and",
      },
      page: 1,
      cvid: "4150868000000087501",
    })
    assert.deepStrictEqual(job.unexpected, [])
    assert.deepStrictEqual(bodyOf("read", job), readBody({ state: "COMPLETED", query }))
  })

  it("reads the token of the next page, as v7 and v8 send it", () => {
    const result = {
      page: 1,
      per_page: 200000,
      count: 200000,
      download_url: "/crm/bulk/v7/read/2276164000001136017/result",
      more_records: true,
      next_page_token: "bca6fba13ee8",
    }
    const job = jobOf("read", readBody({ state: "COMPLETED", result }))
    assert.deepStrictEqual<unknown>(job.result, {
      page: 1,
      perPage: 200000,
      count: 200000,
      downloadUrl: "/crm/bulk/v7/read/2276164000001136017/result",
      moreRecords: true,
      nextPageToken: "bca6fba13ee8",
    })
  })

  it("reads why a job failed", () => {
    const said = {
      status: "error",
      code: "INTERNAL_SERVER_ERROR",
      message: "Internal server error occurred.",
      details: {},
    }
    const job = jobOf("read", readBody({ state: "FAILURE", result: { error_message: said } }))
    assert.strictEqual(job.state, "failed")
    assert.deepStrictEqual<unknown>(job.result, { errorMessage: said })
  })

  it("keeps the keys beside `data`, and a comparator that nobody knows", () => {
    const body = {
      ...readBody({ query: { criteria: { comparator: "resembles", value: "x" } } }),
      info: { a: 1 },
    }
    const job = jobOf("read", body)
    assert.deepStrictEqual<unknown>("envelopeFields" in job ? job.envelopeFields : undefined, { info: { a: 1 } })
    assert.deepStrictEqual<unknown>("query" in job ? job.query?.criteria : undefined, {
      comparator: "resembles",
      value: "x",
    })
    assert.deepStrictEqual(bodyOf("read", job), body)
  })
})

it("`fieldNameOf()` reads a criterion of v2 and of later versions", () => {
  assert.strictEqual(fieldNameOf({ apiName: "Lead_Source" }), "Lead_Source")
  assert.strictEqual(fieldNameOf({ field: { apiName: "Last_Name", id: null } }), "Last_Name")
  assert.isUndefined(fieldNameOf({ comparator: "equal" }))
})
