import { assert, describe, it } from "@effect/vitest"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { type Operation, operations } from "@zoho-bulk/core/wire"

const bulkRead = ["ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL"]
const bulkCreate = ["ZohoCRM.bulk.CREATE", "ZohoCRM.bulk.ALL"]
const moduleRead = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"]
const moduleDelete = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.DELETE"]
const moduleCreate = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.CREATE"]

const all: ReadonlyArray<Operation> = Object.values(operations)

describe("`operations`", () => {
  it("knows the price of each in API credits", () => {
    assert.deepStrictEqual(Object.fromEntries(all.map(({ credits, name }) => [name, credits])), {
      createReadJob: 50,
      getReadJob: 1,
      downloadReadResult: 1,
      uploadFile: 1,
      createWriteJob: 500,
      getWriteJob: 1,
      downloadWriteResult: 1,
      getOrganization: 1,
      getModules: 1,
      getFields: 1,
      getLayouts: 1,
      getCustomViews: 1,
      countRecords: 1,
      countMatches: 1,
      getDeletedRecords: 1,
      getRecords: 1,
      deleteRecords: 1,
      restoreRecords: 1,
      renewToken: 0,
      exchangeGrantCode: 0,
      requestDeviceCode: 0,
      pollDeviceToken: 0,
      revokeToken: 0,
    })
  })

  it.each(apiVersions)("knows the methods and paths of %s", (version) => {
    const lines = all.map(({ host, method, path }) => `${method} ${host} ${path?.(version, "7") ?? "-"}`)
    assert.deepStrictEqual(lines, [
      `POST api /crm/bulk/${version}/read`,
      `GET api /crm/bulk/${version}/read/7`,
      `GET api /crm/bulk/${version}/read/7/result`,
      `POST upload /crm/${version}/upload`,
      `POST api /crm/bulk/${version}/write`,
      `GET api /crm/bulk/${version}/write/7`,
      "GET download -",
      `GET api /crm/${version}/org`,
      `GET api /crm/${version}/settings/modules`,
      `GET api /crm/${version}/settings/fields`,
      `GET api /crm/${version}/settings/layouts`,
      `GET api /crm/${version}/settings/custom_views`,
      `GET api /crm/${version}/7/actions/count`,
      `GET api /crm/${version}/7/actions/count`,
      `GET api /crm/${version}/7/deleted`,
      `GET api /crm/${version}/7`,
      `DELETE api /crm/${version}/7`,
      `POST api /crm/${version}/settings/recycle_bin/actions/restore`,
      "POST accounts /oauth/v2/token",
      "POST accounts /oauth/v2/token",
      "POST accounts /oauth/v3/device/code",
      "POST accounts /oauth/v3/device/token",
      "POST accounts /oauth/v2/token/revoke",
    ])
  })

  it("lets no id change a path", () => {
    assert.strictEqual(operations.getReadJob.path("v8", "../../x?y"), "/crm/bulk/v8/read/..%2F..%2Fx%3Fy")
  })

  it.each(apiVersions)("knows the scopes of %s", (version) => {
    const ofReadJob = version === "v2" ? [bulkRead, moduleRead] : [[...bulkRead, ...moduleRead]]
    assert.deepStrictEqual(Object.fromEntries(all.map(({ name, scopes }) => [name, scopes(version)])), {
      createReadJob: [bulkRead, moduleRead],
      getReadJob: ofReadJob,
      downloadReadResult: ofReadJob,
      uploadFile: [["ZohoFiles.files.ALL"]],
      createWriteJob: [bulkCreate, moduleCreate],
      getWriteJob: [bulkCreate],
      downloadWriteResult: [bulkCreate],
      getOrganization: [["ZohoCRM.org.READ", "ZohoCRM.org.ALL"]],
      getModules: [["ZohoCRM.settings.ALL", "ZohoCRM.settings.modules.READ"]],
      getFields: [["ZohoCRM.settings.ALL", "ZohoCRM.settings.fields.READ"]],
      getLayouts: [["ZohoCRM.settings.ALL", "ZohoCRM.settings.layouts.READ"]],
      getCustomViews: [["ZohoCRM.settings.ALL", "ZohoCRM.settings.custom_views.READ"]],
      countRecords: [moduleRead],
      countMatches: [
        moduleRead,
        ["ZohoCRM.settings.ALL", "ZohoCRM.settings.layouts.READ"],
        ["ZohoSearch.securesearch.READ"],
      ],
      getDeletedRecords: [moduleRead],
      getRecords: [moduleRead],
      deleteRecords: [moduleDelete],
      restoreRecords: [["ZohoCRM.settings.recycle_bin.UPDATE"]],
      renewToken: [],
      exchangeGrantCode: [],
      requestDeviceCode: [],
      pollDeviceToken: [],
      revokeToken: [],
    })
  })
})
