import { assert, describe, it } from "@effect/vitest"
import { dataCenters } from "@zoho-bulk/core/Settings"
import { hostsOf } from "@zoho-bulk/core/runtime"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, unzip, writeJob, zoho } from "../../support/emulatedZoho.ts"

const leads = { module: { api_name: "Leads" } }
const csv = "Last_Name,Company\nBoyle,Zylker\n"

describe("the result of a write job of the emulator", () => {
  it.effect.each(dataCenters)("is linked to the download host of %s", (dataCenter) =>
    Effect.gen(function* () {
      const { id } = yield* writeJob(csv, leads)
      const { api, download } = hostsOf(dataCenter, "production")
      const { body } = yield* ask("GET", `https://${api}/crm/bulk/v8/write/${id}`)
      const url = `https://${download}/v2/crm/694902309/bulk-write/${id}/${id}.zip`
      assert.strictEqual(body.result.download_url, url)
      assert.strictEqual((yield* ask("GET", url)).status, 200)
      assert.strictEqual((yield* ask("GET", url.replace(download, api))).status, 404)
      assert.strictEqual((yield* ask("GET", url, { headers: {} })).status, 401)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("that is frozen is there as well, with as many rows as were counted", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", "/crm/bulk/v2.1/write/4150868000005350003")
      const files = yield* unzip((yield* ask("GET", body.result.download_url)).bytes)
      const outcomes = files["Leads-Fil2.csv"]?.slice(1).map((row) => row[3]) ?? []
      assert.strictEqual(outcomes.filter((outcome) => outcome === "ADDED").length, 9)
      assert.strictEqual(outcomes.filter((outcome) => outcome === "SKIPPED").length, 2)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("is kept for a week; after that its link leads nowhere", () =>
    Effect.gen(function* () {
      const { details } = yield* writeJob(csv, leads)
      yield* TestClock.adjust("6 days")
      assert.strictEqual((yield* ask("GET", details.result.download_url)).status, 200)
      yield* TestClock.adjust("1 day")
      const { body, status } = yield* ask("GET", details.result.download_url)
      assert.strictEqual(status, 403)
      assert.deepStrictEqual(body, { "x-info": "Link not valid", info: "Forbidden", http_status: "403" })
    }).pipe(Effect.provide(zoho())),
  )
})
