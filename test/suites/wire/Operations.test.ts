import { assert, describe, it } from "@effect/vitest"
import { apiVersions, operations } from "@zoho-bulk/core"

const bulkRead = ["ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL"]
const moduleRead = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"]

describe("`operations`", () => {
  it("has the two that get details, each a GET for one credit", () => {
    assert.deepStrictEqual(Object.keys(operations), ["getReadJob", "getWriteJob"])
    for (const [name, operation] of Object.entries(operations)) {
      assert.deepInclude<unknown>(operation, { name, method: "GET", host: "api", credits: 1 })
    }
    assert.deepStrictEqual([operations.getReadJob.kind, operations.getWriteJob.kind], ["read", "write"])
  })

  it.each(apiVersions)("knows the paths of %s", (version) => {
    assert.strictEqual(operations.getReadJob.path(version, "7"), `/crm/bulk/${version}/read/7`)
    assert.strictEqual(operations.getWriteJob.path(version, "7"), `/crm/bulk/${version}/write/7`)
  })

  it("lets no id change a path", () => {
    assert.strictEqual(operations.getReadJob.path("v8", "../../x?y"), "/crm/bulk/v8/read/..%2F..%2Fx%3Fy")
  })

  it.each(apiVersions)("knows the scopes of %s", (version) => {
    const both = version === "v2"
    assert.deepStrictEqual(
      operations.getReadJob.scopes(version),
      both ? [bulkRead, moduleRead] : [[...bulkRead, ...moduleRead]],
    )
    assert.deepStrictEqual(operations.getWriteJob.scopes(version), [["ZohoCRM.bulk.CREATE", "ZohoCRM.bulk.ALL"]])
  })
})
