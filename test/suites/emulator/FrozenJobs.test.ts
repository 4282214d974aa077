import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { apiVersions } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { emulated } from "../../support/connected.ts"
import { exchange } from "../../support/exchange.ts"
import { recordings } from "../../support/recordings.ts"

const authorization = "Zoho-oauthtoken emulator"

const jobs = recordings
  .filter(({ name }) => name === "SUCCESS RESPONSE")
  .map(({ request, response }) => {
    const [kind, id] = request.path.split("/").slice(-2)
    return { kind: kind === "read" ? ("read" as const) : ("write" as const), id: id ?? "", body: response.body }
  })

const cases = jobs.flatMap((job) => apiVersions.map((version) => ({ ...job, version })))

describe("the emulator's frozen jobs", () => {
  it("are the three recorded ones", () => {
    assert.sameDeepMembers([...Emulator.frozenJobs], jobs)
  })

  it.effect.each(cases)("$kind job $id is the same in $version, to the byte", ({ body, id, kind, version }) =>
    Effect.gen(function* () {
      const url = `https://www.zohoapis.com/crm/bulk/${version}/${kind}/${id}`
      const { status, text } = yield* exchange("GET", url, { authorization })
      assert.strictEqual(status, 200)
      assert.strictEqual(text, JSON.stringify(body))
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect.each(cases)("$kind job $id can be read with `getJobDetails()` in $version", ({ body, id, kind, version }) =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind, id })
      assert.strictEqual<string>(job.id, id)
      assert.deepStrictEqual(job.raw, body)
      assert.deepStrictEqual(job.unexpected, [])
    }).pipe(Effect.provide(emulated({ settings: { apiVersion: version } }))),
  )

  it.effect.each(["v1", "v9", "V2", "v2.2", "2", ""])("are not there in `%s`, which is no version", (version) =>
    Effect.gen(function* () {
      const url = `https://www.zohoapis.com/crm/bulk/${version}/read/4150868000005376042`
      const { status, text } = yield* exchange("GET", url, { authorization })
      assert.strictEqual(status, 404)
      assert.include(text, '"code":"INVALID_URL_PATTERN"')
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect("are packed when asked for, and say so", () =>
    Effect.gen(function* () {
      const url = "https://www.zohoapis.com/crm/bulk/v2/read/4150868000005376042"
      const packed = yield* exchange("GET", url, { authorization, "accept-encoding": "br, gzip" })
      assert.strictEqual(packed.headers["content-encoding"], "gzip")
      const plain = yield* exchange("GET", url, { authorization })
      assert.isUndefined(plain.headers["content-encoding"])
      assert.notStrictEqual(packed.text, plain.text)
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )
})
