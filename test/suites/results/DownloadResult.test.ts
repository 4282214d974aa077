import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails, type ReadJob, type WriteJob } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { after, bytes, fault, json, page, redirect, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const archive = [0x50, 0x4b, 0x03, 0x04]

const finishedRead = (download_url: string) => json(readBody({ state: "COMPLETED", result: { download_url } }))
const finishedWrite = (download_url: string) => json(writeBody({ status: "COMPLETED", result: { download_url } }))

const download = (job: ReadJob | WriteJob) => Effect.map(Stream.mkUint8Array(downloadResult(job)), (all) => [...all])

const readResult = Effect.flatMap(getJobDetails({ kind: "read", id: "1" }), download)
const writeResult = Effect.flatMap(getJobDetails({ kind: "write", id: "1" }), download)

const sentAfterDetails = Effect.map(sentRequests, ([, ...others]) =>
  others.map(({ headers, method, url }) => `${method} ${url} ${headers["authorization"]?.slice(0, 15) ?? "-"}`),
)

describe("`downloadResult()`", () => {
  it.effect("takes a read job's relative address to the API host", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* readResult, archive)
      assert.deepStrictEqual(yield* sentAfterDetails, [
        "GET https://www.zohoapis.com/crm/bulk/v8/read/1/result Zoho-oauthtoken",
      ])
    }).pipe(Effect.provide(scripted([finishedRead("/crm/bulk/v8/read/1/result"), bytes(archive)]))),
  )

  it.effect("tries again where a gateway's page comes in place of the archive, with status 200", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* readResult.pipe(withChance(0.5), within(1_000)), archive)
    }).pipe(Effect.provide(scripted([finishedRead("/1/result"), page(200, "Busy"), bytes(archive)]))),
  )

  const absolute = "https://download-accl.zoho.com/v2/crm/694902309/bulk-write/1/1.zip"

  it.effect("takes a write job's absolute address as it is", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* writeResult, archive)
      assert.deepStrictEqual(yield* sentAfterDetails, [`GET ${absolute} Zoho-oauthtoken`])
    }).pipe(Effect.provide(scripted([finishedWrite(absolute), bytes(archive)]))),
  )

  it.effect("takes a write job's relative address to the data centre's download host", () =>
    Effect.gen(function* () {
      yield* writeResult
      assert.deepStrictEqual(yield* sentAfterDetails, [
        "GET https://download-accl.zohocloud.ca/v7/crm/org1/bulk-write/1/1.zip Zoho-oauthtoken",
      ])
    }).pipe(
      Effect.provide(
        scripted([finishedWrite("/v7/crm/org1/bulk-write/1/1.zip"), bytes(archive)], {
          settings: { dataCenter: "ca" },
        }),
      ),
    ),
  )

  it.effect("follows a redirect to a trusted host, and tries again what can heal", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* readResult.pipe(withChance(0.5), within(60_000)), archive)
    }).pipe(
      Effect.provide(
        scripted([
          finishedRead("/crm/bulk/v8/read/1/result"),
          page(502, "Bad Gateway"),
          fault("read ECONNRESET"),
          redirect("https://download-accl.zoho.com/1.zip"),
          bytes(archive),
        ]),
      ),
    ),
  )
})

describe("`downloadResult()` sends nothing", () => {
  it.effect.each([
    "https://zohoapis.com.example.org/1.zip",
    "https://www.zohoapis.com@evil.example/1.zip",
    "//evil.example/1.zip",
    "http://download-accl.zoho.com/1.zip",
    "https://download-accl.zoho.eu/1.zip",
    "https://127.0.0.1/1.zip",
    "file:///etc/passwd",
  ])("to %s", (address) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(writeResult)
      assert.strictEqual(failure._tag, "HostNotTrusted")
      assert.include(failure.remedy, "name it with --download-url (ZOHO_DOWNLOAD_URL)")
      assert.deepStrictEqual(yield* sentAfterDetails, [])
    }).pipe(Effect.provide(scripted([finishedWrite(address)]))),
  )

  it.effect.each([
    { what: "that still runs, although it has a result", state: "IN PROGRESS" },
    { what: "that failed", state: "FAILURE" },
  ])("for a job $what", ({ state }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(readResult)
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.deepStrictEqual(yield* sentAfterDetails, [])
    }).pipe(Effect.provide(scripted([json(readBody({ state, result: { download_url: "/x" } }))]))),
  )
})

const breaking: Turn = HttpServerResponse.stream(
  Stream.concat(
    Stream.make(Uint8Array.from(archive)),
    Stream.fail(Object.assign(new Error("x"), { code: "ECONNRESET" })),
  ),
)
const stalling: Turn = HttpServerResponse.stream(Stream.concat(Stream.make(Uint8Array.from(archive)), Stream.never))

describe("`downloadResult()` fails", () => {
  const cases = [
    { what: "where the body breaks off", turn: breaking, tag: "NoAnswer" },
    { what: "where the body is silent for 30 s", turn: stalling, tag: "NoAnswerInTime" },
    { what: "where the result is gone", turn: refusal(404, "RESOURCE_NOT_FOUND"), tag: "JobNotFound" },
    { what: "where JSON comes instead of a file", turn: json({ hello: 1 }), tag: "UnreadableAnswer" },
  ] as const
  it.effect.each(cases)("$what", ({ tag, turn }) =>
    Effect.gen(function* () {
      const failure = yield* readResult.pipe(Effect.flip, within(40_000))
      assert.strictEqual(failure._tag, tag)
    }).pipe(Effect.provide(scripted([finishedRead("/crm/bulk/v8/read/1/result"), turn]))),
  )

  it.effect("not where the body takes long, as long as it comes", () =>
    Effect.gen(function* () {
      const slow = Stream.fromIterable(archive).pipe(
        Stream.mapEffect((byte) => Effect.delay(Effect.succeed(Uint8Array.of(byte)), "25 seconds")),
      )
      const turns = [finishedRead("/crm/bulk/v8/read/1/result"), after("1 second", HttpServerResponse.stream(slow))]
      const all = yield* readResult.pipe(within(120_000), Effect.provide(scripted(turns)))
      assert.deepStrictEqual(all, archive)
    }),
  )
})
