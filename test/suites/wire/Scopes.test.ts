import { assert, describe, it } from "@effect/vitest"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { missingScopes, type Operation, operations, parseScopes } from "@zoho-bulk/core/wire"
import { Schema } from "effect"
import { runs } from "../../support/properties.ts"

const names = Object.values(operations).map(({ name }) => name)

const moduleRead = [["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"]]

const Use = Schema.Literals(["READ", "CREATE", "UPDATE", "DELETE"])
const Word = Schema.Literals(["leads", "contacts", "bulk", "modules", "org", "ALL", "READ"])

describe("`missingScopes()`", () => {
  it.each([
    { granted: "ZohoCRM.modules.ALL", module: "Leads", isOpen: true },
    { granted: "ZohoCRM.modules.READ", module: "Leads", isOpen: true },
    { granted: "ZohoCRM.modules.CREATE", module: "Leads", isOpen: false },
    { granted: "ZohoCRM.modules.leads.ALL", module: "Leads", isOpen: true },
    { granted: "ZohoCRM.modules.leads.READ", module: "Leads", isOpen: true },
    { granted: "ZohoCRM.modules.leads.CREATE", module: "Leads", isOpen: false },
    { granted: "ZohoCRM.modules.contacts.ALL", module: "Leads", isOpen: false },
    { granted: "ZohoCRM.modules.salesorders.READ", module: "Sales_Orders", isOpen: true },
    { granted: "zohocrm.MODULES.all", module: "Leads", isOpen: true },
    { granted: "ZohoCRM.modules.contacts.READ", module: undefined, isOpen: true },
    { granted: "ZohoCRM.modules", module: "Leads", isOpen: false },
    { granted: "ZohoCRM.ALL", module: "Leads", isOpen: false },
    { granted: "ZohoCRM.modulesandmore.ALL", module: "Leads", isOpen: false },
    { granted: "ZohoFiles.files.ALL", module: "Leads", isOpen: false },
    { granted: "", module: "Leads", isOpen: false },
  ])("says of $granted and $module whether records can be read: $isOpen", ({ granted, isOpen, module }) => {
    assert.deepStrictEqual(missingScopes(parseScopes(granted), moduleRead, module), isOpen ? [] : moduleRead)
  })

  it("names the groups that are missing, and no others", () => {
    const required = operations.createReadJob.scopes()
    assert.deepStrictEqual(missingScopes(["ZohoCRM.bulk.read"], required), moduleRead)
    assert.deepStrictEqual(missingScopes(["ZohoCRM.bulk.CREATE"], required), required)
  })

  it("wants all of files where Zoho does", () => {
    const required = operations.uploadFile.scopes()
    assert.deepStrictEqual(missingScopes(["ZohoFiles.files.ALL"], required), [])
    assert.deepStrictEqual(missingScopes(["ZohoFiles.files.CREATE"], required), required)
  })

  it.prop(
    "is satisfied by one scope of each group, in any case and order",
    [Schema.Literals(names), Schema.Literals(apiVersions), Schema.Int, Schema.Boolean],
    ([name, version, pick, isLower]) => {
      const operation: Operation = operations[name]
      const required = operation.scopes(version)
      const granted = required.map((group) => group[Math.abs(pick) % group.length] ?? "").toReversed()
      const spelled = isLower ? granted.map((scope) => scope.toLowerCase()) : granted
      assert.deepStrictEqual(missingScopes(spelled, required), [])
    },
    runs(200),
  )

  it.prop(
    "opens a place for a use by that place or one around it, for that use or for all, and by nothing else",
    [Schema.Array(Word), Use, Schema.Array(Word), Schema.Literals(["READ", "CREATE", "UPDATE", "DELETE", "ALL"])],
    ([place, use, givenPlace, givenUse]) => {
      const granted = ["ZohoCRM", "bulk", ...givenPlace, givenUse].join(".")
      const wanted = ["ZohoCRM", "bulk", ...place, use].join(".")
      const isAround = givenPlace.every((word, at) => word.toLowerCase() === place[at]?.toLowerCase())
      const isOpen = isAround && (givenUse === use || givenUse === "ALL")
      assert.strictEqual(missingScopes([granted], [[wanted]]).length === 0, isOpen)
    },
    runs(500),
  )
})
