import { assert, describe, it } from "@effect/vitest"
import type { Schema } from "effect"
import { bodyOf, jobOf } from "../../support/jobCodecs.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { assertSameJson } from "../../support/sameJson.ts"

const parsed = (text: string): { readonly [key: string]: Schema.Json } => JSON.parse(text)

describe("a value of another type than expected", () => {
  it("is left out, kept, and its path listed", () => {
    const body = readBody({ result: { count: "96", page: 1 }, file_type: null })
    const job = jobOf("read", body)
    assert.deepStrictEqual<unknown>(job.result, { page: 1, unknownFields: { count: "96" } })
    assert.isFalse("fileType" in job)
    assert.deepStrictEqual<unknown>(job.unknownFields, { file_type: null })
    assert.deepStrictEqual(job.unexpected.toSorted(), ["data[0].file_type", "data[0].result.count"])
    assert.deepStrictEqual(bodyOf("read", job), body)
  })

  it("in the middle of criteria leaves the rest readable", () => {
    const criteria = {
      group: [
        { field: "Last_Name", comparator: "equal", value: 1 },
        { group: "none", group_operator: "or" },
      ],
      group_operator: "and",
    }
    const job = jobOf("read", readBody({ query: { criteria } }))
    assert.deepStrictEqual<unknown>("query" in job ? job.query?.criteria : undefined, {
      group: [
        { comparator: "equal", value: 1, unknownFields: { field: "Last_Name" } },
        { unknownFields: { group: "none", group_operator: "or" } },
      ],
      groupOperator: "and",
    })
    assert.deepStrictEqual(job.unexpected.toSorted(), [
      "data[0].query.criteria.group[0].field",
      "data[0].query.criteria.group[1].group",
    ])
    assert.deepStrictEqual(bodyOf("read", job), readBody({ query: { criteria } }))
  })

  it("as the only value of a write job's resource takes nothing else with it", () => {
    const body = writeBody({ resource: {}, ignore_empty: "true" })
    const job = jobOf("write", body)
    assert.isFalse("resource" in job)
    assert.deepStrictEqual(job.unexpected.toSorted(), ["ignore_empty", "resource"])
    assert.deepStrictEqual(bodyOf("write", job), body)
  })

  it("is none where null is one of Zoho's own values", () => {
    const body = writeBody({
      resource: [{ find_by: null, parent_column_index: null, field_mappings: [{ index: null }] }],
    })
    assert.deepStrictEqual(jobOf("write", body).unexpected, [])
  })
})

describe("a key that nobody knows", () => {
  it("is kept under its own name at every level, and is nothing unexpected", () => {
    const body = readBody({
      priority: 1,
      query: { module: { api_name: "Leads", plural: "Leads" }, sort: ["a"] },
      created_by: { id: "1", zuid: "2" },
    })
    const job = jobOf("read", body)
    assert.deepStrictEqual<unknown>(job.unknownFields, { priority: 1 })
    assert.deepStrictEqual<unknown>(job.createdBy, { id: "1", unknownFields: { zuid: "2" } })
    assert.deepStrictEqual<unknown>("query" in job ? job.query : undefined, {
      module: { sentAs: "object", apiName: "Leads", unknownFields: { plural: "Leads" } },
      unknownFields: { sort: ["a"] },
    })
    assert.deepStrictEqual(job.unexpected, [])
    assert.deepStrictEqual(bodyOf("read", job), body)
  })

  it("may have a name that means something to JavaScript", () => {
    const strange = parsed(
      '{"__proto__": {"state": "COMPLETED"}, "constructor": 1, "toString": null, "unknownFields": {}}',
    )
    const body = writeBody({ ...strange, created_by: strange })
    const job = jobOf("write", body)
    assert.strictEqual(Object.getPrototypeOf(job), Object.prototype)
    assert.strictEqual(job.state, "added")
    assertSameJson(job.unknownFields, strange)
    assertSameJson(job.createdBy, { unknownFields: strange })
    assertSameJson(bodyOf("write", job), body)
  })

  it("cannot pose as one of our own fields", () => {
    const body = writeBody({ kind: "read", raw: 1, stateAsSent: "COMPLETED", accessTokenResetsAt: "x", unexpected: 0 })
    const job = jobOf("write", body)
    assert.strictEqual(job.kind, "write")
    assert.strictEqual(job.stateAsSent, "ADDED")
    assert.strictEqual(job.raw, body)
    assert.deepStrictEqual(job.unexpected, [])
    assert.isFalse("accessTokenResetsAt" in job)
    assert.deepStrictEqual(bodyOf("write", job), body)
  })
})
