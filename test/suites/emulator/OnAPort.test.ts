import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Cause, Effect, Exit, Layer, Stream } from "effect"
import { ask, unzip, uploadBytes, zipOf } from "../../support/emulatedZoho.ts"
import { runner } from "../../support/runner.ts"

const around = (options?: Emulator.EmulatorOptions) =>
  Layer.mergeAll(Emulator.layer({ jobDuration: 0, ...options }), runner.layerLoopbackServer, runner.layerHttpClient)

const serveEmulator = Effect.gen(function* () {
  const { app } = yield* Emulator.Emulator
  const { port } = yield* (yield* LoopbackServer).serve(app, 0)
  return `http://127.0.0.1:${port}`
})

const leads = { query: { module: { api_name: "Leads" } } }

const causeOf = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.exit(effect), (exit) => (Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "no failure"))

describe("the emulator on a port", () => {
  it.effect("says of a port on which something listens that it is in use", () =>
    Effect.gen(function* () {
      const { app } = yield* Emulator.Emulator
      const { serve } = yield* LoopbackServer
      const { port } = yield* serve(app, 0)
      const { message, reason } = yield* Effect.flip(serve(app, port))
      assert.strictEqual(reason, "in-use")
      assert.include(message, `Port ${port} of 127.0.0.1 is in use: another program listens there`)
      assert.notInclude(message, "--allow-net")
    }).pipe(Effect.scoped, Effect.provide([Emulator.layer(), runner.layerLoopbackServer])),
  )

  it.live("is API, accounts, upload and download host at once, and its links lead back to it", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      const grant = "grant_type=refresh_token&client_id=emulator&client_secret=emulator&refresh_token=emulator"
      const token = yield* ask("POST", `${origin}/oauth/v2/token?${grant}`, { headers: {} })
      assert.strictEqual(token.body.api_domain, origin)
      const bytes = Uint8Array.from(yield* zipOf({ "rows.csv": "Last_Name,Company\nMüller,Zylker\n" }))
      const file = yield* uploadBytes(bytes, undefined, origin)
      const resource = [{ type: "data", module: { api_name: "Leads" }, file_id: file.body.details.file_id }]
      const created = yield* ask("POST", `${origin}/crm/bulk/v8/write`, { json: { operation: "insert", resource } })
      const { body } = yield* ask("GET", `${origin}/crm/bulk/v8/write/${created.body.details.id}`)
      assert.match(body.result.download_url, new RegExp(`^${origin}/v2/crm/694902309/bulk-write/`))
      const files = yield* unzip((yield* ask("GET", body.result.download_url)).bytes)
      assert.deepStrictEqual(files["Leads-rows.csv"]?.[1], ["Müller", "Zylker", "ADDED", "4150868013000000121", ""])
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("keeps the foreign link of the recorded write job", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", `${yield* serveEmulator}/crm/bulk/v2.1/write/4150868000005350003`)
      assert.match(body.result.download_url, /^https:\/\/download-accl\.zoho\.com\//)
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("streams a result of many rows, whole", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      const created = yield* ask("POST", `${origin}/crm/bulk/v8/read`, {
        json: { query: { module: { api_name: "Contacts" }, fields: ["Last_Name", "Description"] } },
      })
      const { id } = created.body.data[0].details
      const { bytes, headers } = yield* ask("GET", `${origin}/crm/bulk/v8/read/${id}/result`)
      assert.strictEqual(headers["content-type"], "application/zip")
      assert.strictEqual((yield* unzip(bytes))[`${id}.csv`]?.length, 30_001)
    }).pipe(Effect.scoped, Effect.provide(around({ records: { Contacts: 30_000 } }))),
  )

  it.live("breaks connections as it is told to, before a body and within", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      const read = ask("POST", `${origin}/crm/bulk/v8/read`, { json: leads })
      assert.notStrictEqual(yield* causeOf(read), "no failure")
      const { id } = (yield* read).body.data[0].details
      const download = ask("GET", `${origin}/crm/bulk/v8/read/${id}/result`)
      assert.notStrictEqual(yield* causeOf(download), "no failure")
      const cut = yield* download
      assert.strictEqual(cut.bytes.length, 100)
      assert.strictEqual((yield* download).status, 200)
    }).pipe(
      Effect.scoped,
      Effect.provide(
        around({
          faults: [
            { operation: "createReadJob", nth: 1, does: "reset" },
            { operation: "downloadReadResult", nth: 1, does: "reset-in-body" },
            { operation: "downloadReadResult", nth: 2, does: "truncated", afterBytes: 100 },
          ],
        }),
      ),
    ),
  )

  it.live("sends the head and the first bytes of a small answer before it breaks within", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      const headers = { authorization: "Zoho-oauthtoken emulator", "accept-encoding": "identity" }
      for (const afterBytes of [80, 3]) {
        const response = yield* Effect.promise(() => fetch(`${origin}/crm/v8/org`, { headers }))
        assert.strictEqual(response.status, 200)
        let arrived = 0
        const broken = yield* Stream.fromReadableStream({
          evaluate: () => response.body!,
          onError: (cause) => cause,
        }).pipe(
          Stream.runForEach(({ length }) => Effect.sync(() => (arrived += length))),
          Effect.exit,
        )
        assert.deepStrictEqual([arrived, Exit.isFailure(broken)], [afterBytes, true])
      }
    }).pipe(
      Effect.scoped,
      Effect.provide(
        around({
          faults: [
            { operation: "getOrganization", nth: 1, does: "reset-in-body" },
            { operation: "getOrganization", nth: 2, does: "reset-in-body", afterBytes: 3 },
          ],
        }),
      ),
    ),
  )

  it.live("keeps a fault for Zoho's requests while a browser asks for the page and its picture", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      for (const path of ["/", "/favicon.ico", "/_emulator/unknown"]) yield* ask("GET", `${origin}${path}`)
      assert.strictEqual((yield* ask("GET", `${origin}/crm/v8/org`)).status, 500)
    }).pipe(Effect.scoped, Effect.provide(around({ faults: [{ nth: 1, does: "failing" }] }))),
  )

  it.live("has a page for people at `/` and its state as JSON", () =>
    Effect.gen(function* () {
      const origin = yield* serveEmulator
      const page = yield* ask("GET", `${origin}/`, { headers: {} })
      assert.match(page.headers["content-type"] ?? "", /^text\/html/)
      assert.include(page.body, `export ZOHO_API_DOMAIN=${origin} ZOHO_ACCESS_TOKEN=emulator`)
      const state = yield* ask("GET", `${origin}/_emulator/state`, { headers: {} })
      assert.strictEqual(state.body.organization.zgid, "694902309")
    }).pipe(Effect.scoped, Effect.provide(around())),
  )
})
