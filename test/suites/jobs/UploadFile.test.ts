import { assert, describe, it } from "@effect/vitest"
import { uploadFile } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Stream } from "effect"
import { fault, json, page, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { bodyText, sentRequests } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const uploaded = json({
  status: "success",
  code: "FILE_UPLOAD_SUCCESS",
  message: "file uploaded.",
  details: { file_id: "111111000001492610", created_time: "2018-12-31T12:00:00-12:00" },
})
const organization = json({ org: [{ zgid: "694902309", company_name: "Zylker" }] })
const withOrgId = { settings: { orgId: "42" } }

const archive = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x41, 0x42])
const bytewise = Stream.fromIterable(archive).pipe(Stream.map((byte) => Uint8Array.of(byte)))

describe("`uploadFile()`", () => {
  it.effect("sends the bytes as part `file`, of a length known beforehand where the file's is", () =>
    Effect.gen(function* () {
      const fileId = yield* uploadFile({ name: "leads.zip", bytes: bytewise, size: 6 })
      assert.strictEqual(fileId, "111111000001492610")
      const [only] = yield* sentRequests
      if (only === undefined) return assert.fail("nothing was sent")
      assert.strictEqual(`${only.method} ${only.url}`, "POST https://content.zohoapis.com/crm/v8/upload")
      assert.deepInclude(only.headers, { feature: "bulk-write", "x-crm-org": "42" })
      const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(only.headers["content-type"] ?? "")?.[1]
      assert.strictEqual(
        bodyText(only),
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="leads.zip"\r\n` +
          `Content-Type: application/zip\r\n\r\nPK\u0003\u0004AB\r\n--${boundary}--\r\n`,
      )
      assert.strictEqual(only.headers["content-length"], String(only.body.byteLength))
    }).pipe(Effect.provide(scripted([uploaded], withOrgId))),
  )

  it.effect("looks the organisation up where it is not set, once for all uploads", () =>
    Effect.gen(function* () {
      const upload = uploadFile({ name: "leads.zip", bytes: bytewise })
      yield* Effect.all([upload, upload], { concurrency: 2 })
      const sent = yield* sentRequests
      assert.deepStrictEqual(
        sent.map(({ headers, method, url }) => `${method} ${new URL(url).pathname} ${headers["x-crm-org"] ?? ""}`),
        ["GET /crm/v8/org ", "POST /crm/v8/upload 694902309", "POST /crm/v8/upload 694902309"],
      )
    }).pipe(Effect.provide(scripted([organization, uploaded, uploaded]))),
  )

  it.effect.each([5, 7, -1, 1.5, Number.NaN])("refuses a size of %s where the file has 6 bytes", (size) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(uploadFile({ name: "leads.zip", bytes: bytewise, size }))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.include(failure.message, `The size of the file was given as ${size} bytes`)
    }).pipe(Effect.provide(scripted([uploaded], withOrgId))),
  )

  it.effect("names no header of its own by the file's name", () =>
    Effect.gen(function* () {
      yield* uploadFile({ name: 'a"\r\nX-Evil: 1', bytes: bytewise })
      const [only] = yield* sentRequests
      assert.include(only === undefined ? "" : bodyText(only), 'filename="a___X-Evil: 1"')
    }).pipe(Effect.provide(scripted([uploaded], withOrgId))),
  )

  it.effect("runs the stream again where the first request surely did not arrive", () =>
    Effect.gen(function* () {
      const upload = uploadFile({ name: "leads.zip", bytes: bytewise })
      assert.strictEqual(yield* upload.pipe(withChance(0.5), within(60_000)), "111111000001492610")
    }).pipe(Effect.provide(scripted([fault("connect ECONNREFUSED"), uploaded], withOrgId))),
  )
})

describe("`uploadFile()` is tried again, for an upload changes nothing,", () => {
  it.effect.each([
    {
      what: "where Zoho fails",
      turn: refusal(500, "INTERNAL_ERROR"),
    },
    { what: "where a gateway does", turn: page(502, "Bad Gateway") },
    { what: "where the connection breaks", turn: fault("read ECONNRESET") },
  ])("$what", ({ turn }) =>
    Effect.gen(function* () {
      const upload = uploadFile({ name: "leads.zip", bytes: bytewise, size: 6 })
      assert.strictEqual(yield* upload.pipe(withChance(0.5), within(60_000)), "111111000001492610")
      assert.strictEqual((yield* sentRequests).length, 2)
    }).pipe(Effect.provide(scripted([turn, uploaded], withOrgId))),
  )

  it.effect("but not where it was the stream that broke", () =>
    Effect.gen(function* () {
      let runs = 0
      const bytes = Stream.suspend(() => {
        runs++
        return Stream.concat(bytewise, Stream.fail("the disk is gone" as const))
      })
      const failure = yield* uploadFile({ name: "leads.zip", bytes }).pipe(Effect.flip, within(60_000))
      assert.strictEqual(failure, "the disk is gone")
      assert.strictEqual(runs, 1)
    }).pipe(Effect.provide(scripted([uploaded, uploaded], withOrgId))),
  )

  it.effect("and a stream that has nothing the second time sends no empty file", () =>
    Effect.gen(function* () {
      let runs = 0
      const bytes = Stream.suspend(() => (runs++ === 0 ? bytewise : Stream.empty))
      const failure = yield* uploadFile({ name: "leads.zip", bytes }).pipe(Effect.flip, within(60_000))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(scripted([fault("read ECONNRESET"), uploaded], withOrgId))),
  )
})

describe("`uploadFile()` refuses what Zoho would refuse", () => {
  const cases = [
    {
      what: "a file said to be too large, before anything is sent",
      bytes: bytewise,
      size: 26_214_401,
      names: "larger",
    },
    { what: "a file that grows too large", bytes: Stream.concat(bytewise, bytewise), names: "larger" },
    { what: "a file that is no zip archive", bytes: Stream.make(Uint8Array.from([0x49, 0x64])), names: "zip" },
  ]
  it.effect.each(cases)("$what", ({ bytes, names, size }) =>
    Effect.gen(function* () {
      const file = { name: "leads.zip", bytes, ...(size === undefined ? {} : { size }) }
      const failure = yield* Effect.flip(uploadFile(file))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.include(failure.message, names)
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadBytes: size === undefined ? 10 : 26_214_400 }),
      Effect.provide(scripted([], withOrgId)),
    ),
  )

  it.effect("and a stream that breaks ends in the stream's own failure", () =>
    Effect.gen(function* () {
      const bytes = Stream.concat(bytewise, Stream.fail("the disk is gone" as const))
      assert.strictEqual(yield* Effect.flip(uploadFile({ name: "leads.zip", bytes })), "the disk is gone")
    }).pipe(Effect.provide(scripted([], withOrgId))),
  )
})
