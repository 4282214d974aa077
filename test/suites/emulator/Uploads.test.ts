import { assert, describe, it } from "@effect/vitest"
import { hostsOf } from "@zoho-bulk/core/runtime"
import { Effect } from "effect"
import { HttpBody } from "effect/http"
import { ask, uploadBytes, zipOf, zoho } from "../../support/emulatedZoho.ts"

const token = { authorization: "Zoho-oauthtoken emulator" }

const zip = Effect.map(zipOf({ "leads.csv": "Last_Name,Company\nBoyle,Zylker\n" }), (bytes) => Uint8Array.from(bytes))

describe("an upload to the emulator", () => {
  it.effect("gives the id of the file as a text, and is told apart by another id", () =>
    Effect.gen(function* () {
      const { body, status } = yield* uploadBytes(yield* zip)
      assert.strictEqual(status, 200)
      assert.match(body.details.file_id, /^\d{19}$/)
      assert.deepStrictEqual(body, {
        status: "success",
        code: "FILE_UPLOAD_SUCCESS",
        message: "file uploaded.",
        details: { file_id: body.details.file_id, created_time: "1970-01-01T05:30:00+05:30" },
      })
      assert.notStrictEqual((yield* uploadBytes(yield* zip)).body.details.file_id, body.details.file_id)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect.each([
    { missing: "feature", headers: { ...token, "x-crm-org": "694902309" } },
    { missing: "X-CRM-ORG", headers: { ...token, feature: "bulk-write" } },
    { missing: "the right organisation", headers: { ...token, feature: "bulk-write", "x-crm-org": "1" } },
  ])("without $missing is refused in the form of the file hosts", ({ headers }) =>
    Effect.gen(function* () {
      const { body, status } = yield* uploadBytes(yield* zip, headers)
      assert.strictEqual(status, 400)
      assert.strictEqual(body["x-error"], "check if headers [feature, X-CRM-ORG] are present and valid")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("is refused where it is no zip, has no file, or is too large", () =>
    Effect.gen(function* () {
      const noZip = yield* uploadBytes(new TextEncoder().encode("Last_Name\nBoyle\n"))
      assert.deepStrictEqual([noZip.status, noZip.body.code], [400, "INVALID_FILE_FORMAT"])
      const tooLarge = yield* uploadBytes(new Uint8Array(1_025))
      assert.deepStrictEqual([tooLarge.status, tooLarge.body.code], [413, "FILE_TOO_LARGE"])
      const noFile = yield* ask("POST", "https://content.zohoapis.com/crm/v8/upload", {
        body: HttpBody.formData(new FormData()),
        headers: { ...token, feature: "bulk-write", "x-crm-org": "694902309" },
      })
      assert.deepStrictEqual([noFile.status, noFile.body.code], [400, "MANDATORY_NOT_FOUND"])
    }).pipe(Effect.provide(zoho({ uploadLimit: 1_024 }))),
  )

  it.effect("goes to the upload host of a data centre, and to no other of its hosts", () =>
    Effect.gen(function* () {
      for (const dataCenter of ["us", "eu", "ca", "sa"] as const) {
        const { accounts, api, download, upload } = hostsOf(dataCenter, "production")
        const codeAt = (host: string) =>
          Effect.map(ask("POST", `https://${host}/crm/v8/upload`), ({ status }) => status)
        assert.strictEqual(yield* codeAt(upload), 400, upload)
        for (const host of [accounts, api, download]) assert.strictEqual(yield* codeAt(host), 404, host)
      }
    }).pipe(Effect.provide(zoho())),
  )
})
