import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { operations, zohoCodes } from "@zoho-bulk/core/wire"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { dataCenters } from "../../../packages/core/src/domain/DataCenter.ts"
import { hostsOf } from "../../../packages/core/src/domain/hosts.ts"
import { rowsOf } from "../../docs/tables.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"

const facts = repositoryFile("docs/zoho.md")
const errors = rowsOf(repositoryFile("docs/zoho-errors.md"))

describe("docs/zoho-errors.md", () => {
  it("has a row for every code that is known, with a sentence and an example", () => {
    const told = errors.map(({ name }) => name)
    assert.deepStrictEqual(
      Object.keys(zohoCodes).filter((code) => !told.includes(code)),
      [],
    )
    const short = errors.filter(({ cells }) =>
      cells.slice(-2).some((cell) => cell.split(" ").length < 2 || !cell.endsWith(".")),
    )
    assert.deepStrictEqual(
      short.map(({ name }) => name),
      [],
    )
  })

  it("has no code that nobody knows, but those of the accounts host and of rows", () => {
    const rest = errors.map(({ name }) => name).filter((name) => zohoCodes[name] === undefined)
    assert.deepStrictEqual(rest, [
      "invalid_code",
      "invalid_client",
      "invalid_client_secret",
      "DUPLICATE_DATA",
      "NOT_APPROVED",
      "BLOCKED_RECORD",
      "CANNOT_PROCESS",
      "LIMIT_EXCEEDED",
    ])
  })
})

describe("docs/zoho.md", () => {
  it("has the hosts that are used for each data centre", () => {
    for (const dataCenter of dataCenters) {
      const { accounts, api, upload } = hostsOf(dataCenter, "production")
      const row = rowsOf(facts, 1).find(({ name }) => name === api)
      assert.strictEqual(row?.cells[2], `\`${accounts}\``)
      if (row?.cells[3] !== "?") assert.strictEqual(row?.cells[3], `\`${upload}\``)
    }
  })

  it("has the paths and the prices that are reckoned with", () => {
    const { createReadJob, createWriteJob, getReadJob, getWriteJob, uploadFile } = operations
    for (const { method, path } of [createReadJob, createWriteJob, uploadFile])
      assert.include(facts, `\`${method} ${path("v8").replace("v8", "{version}")}\``)
    for (const { method, path } of [getReadJob, getWriteJob])
      assert.include(facts, `\`${method} ${path("v8", "ID").replace("v8", "{version}").replace("ID", "{id}")}\``)
    const prices = Object.fromEntries(
      rowsOf(/^## Credits$([^]*?)^## /m.exec(facts)?.[1] ?? "").map(({ name, cells }) => [name, cells[1]]),
    )
    assert.strictEqual(prices["create a read job"], String(createReadJob.credits))
    assert.strictEqual(prices["create a write job"], String(createWriteJob.credits))
  })

  it.effect("shows an order for a read job that is taken as it stands, in v8 and in v2.1", () =>
    Effect.gen(function* () {
      const [read] = codeBlocks(facts).filter(({ language }) => language === "json")
      const { httpClient } = yield* Emulator.Emulator
      for (const version of ["v8", "v2.1"]) {
        const request = HttpClientRequest.post(`https://www.zohoapis.com/crm/bulk/${version}/read`).pipe(
          HttpClientRequest.setHeader("authorization", `Zoho-oauthtoken ${Emulator.emulatorToken}`),
          HttpClientRequest.bodyText(read?.code ?? "", "application/json"),
        )
        const answer = yield* httpClient.execute(request)
        assert.strictEqual(answer.status, 201, yield* answer.text)
      }
    }).pipe(Effect.provide(Emulator.layer())),
  )

  it("says of every fact in its lists how it is known", () => {
    const [, lists = ""] = facts.split(/^## Paths$/m)
    const [told = ""] = lists.split(/^## Not known$/m)
    const items = told.split(/^(?=- |#|\||```)/m).filter((part) => part.startsWith("- "))
    assert.isAbove(items.length, 60)
    const bare = items.filter((item) => !/\*\*[^*]*\b(?:rec|page|spec|code|guess)\b[^*]*\*\*|\*\*\?\*\*/.test(item))
    // Advice that follows from the facts around it.
    assert.isAtMost(bare.length, 12, bare.join(""))
  })
})
