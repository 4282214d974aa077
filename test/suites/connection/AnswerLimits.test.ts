import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect } from "effect"
import { bytes, endless, json, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag, failureAfter } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"

const job = JSON.stringify(readBody())
const padded = (size: number): string => job + " ".repeat(size - job.length)
const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth))

describe("`getJobDetails()` takes no answer", () => {
  it.effect("of more than 1 MiB: it fails with LimitExceeded and names maxAnswerBytes", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(text(padded(1_048_577))), "LimitExceeded")
      assert.strictEqual(failure.limit, "maxAnswerBytes")
      assert.strictEqual(failure.max, 1_048_576)
      assert.strictEqual(failure.httpStatus, 200)
      assert.isFalse(failure.isRetryable)
      assert.include(failure.message, "maxAnswerBytes")
    }),
  )

  it.effect("but one of exactly 1 MiB", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* getJobDetails({ kind: "read", id: "1" })).state, "queued")
    }).pipe(Effect.provide(scripted([text(padded(1_048_576))]))),
  )

  it.effect("that never ends: it stops reading", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(endless(" ".repeat(65_536))), "LimitExceeded")
      assert.strictEqual(failure.limit, "maxAnswerBytes")
    }),
  )

  it.effect("that nests deeper than 64: it fails with LimitExceeded and names maxAnswerDepth", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(json(nested(65))), "LimitExceeded")
      assert.strictEqual(failure.limit, "maxAnswerDepth")
      assert.strictEqual(failure.max, 64)
    }),
  )

  it.effect("that nests a million deep, without breaking", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(text("[".repeat(1_000_000)))
      assert.strictEqual(expectTag(failure, "LimitExceeded").limit, "maxAnswerDepth")
    }),
  )

  it.effect("but one that nests exactly 64 deep, and brackets in text do not count", () =>
    Effect.gen(function* () {
      const deep = yield* getJobDetails({ kind: "read", id: "1" })
      assert.strictEqual(deep.state, "queued")
      const brackets = yield* getJobDetails({ kind: "read", id: "1" })
      assert.deepStrictEqual<unknown>(brackets.unknownFields, { note: `"${"[{".repeat(100)}\\` })
    }).pipe(
      Effect.provide(
        scripted([json(readBody({ deep: nested(61) as [] })), json(readBody({ note: `"${"[{".repeat(100)}\\` }))]),
      ),
    ),
  )

  it.effect("that is no UTF-8", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(bytes([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))
      assert.strictEqual(expectTag(failure, "UnreadableAnswer").problem, "it is not UTF-8")
    }),
  )

  it.effect("beyond the limits that `CurrentLimits` sets for a part of a program", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind: "read", id: "1" }))
      assert.strictEqual(expectTag(failure, "LimitExceeded").max, 10)
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxAnswerBytes: 10 }),
      Effect.provide(scripted([json(readBody())])),
    ),
  )
})

describe("`getJobDetails()` reads a refusal by its status where its body is beyond reading", () => {
  it.effect.each([
    { what: "endless", turn: endless(" ".repeat(65_536), 502) },
    { what: "too large", turn: text("x".repeat(1_048_577), { status: 503 }) },
    { what: "no UTF-8", turn: bytes([0xff, 0xfe, 0x3c], { status: 504 }) },
    { what: "too deep", turn: text("[".repeat(65), { status: 500 }) },
  ])("for it is $what", ({ turn }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(turn), "ZohoFailing")
      assert.isTrue(failure.isRetryable)
    }),
  )
})

describe("`getJobDetails()` says what is wrong with an answer however often its parts repeat", () => {
  // What looked at each of them from each of them would not come to its end here.
  const addresses = "http://".repeat(100_000)
  it.effect.each([
    { what: "is nothing but addresses", turn: text(addresses) },
    { what: "has nothing but addresses for a job", turn: json({ data: addresses }) },
  ])("although it $what", ({ turn }) =>
    Effect.gen(function* () {
      expectTag(yield* failureAfter(turn), "UnreadableAnswer")
    }),
  )
})

it("`defaultLimits` has the limits that are promised", () => {
  assert.deepStrictEqual<unknown>(defaultLimits, {
    tryTimeout: 10_000,
    callTimeout: 30_000,
    maxTries: 5,
    firstRetryDelay: 500,
    maxRetryDelay: 8_000,
    maxAnswerBytes: 1_048_576,
    maxAnswerDepth: 64,
    maxMetadataBytes: 16_777_216,
    metadataLife: 86_400_000,
    maxReadFields: 200,
    maxUnjoinedSize: 67_108_864,
    maxSilence: 30_000,
    firstPollDelay: 1_000,
    longestPollDelay: 30_000,
    unrecognizedStateWait: 86_400_000,
    maxArchiveEntries: 64,
    maxUnpackedBytes: 21_474_836_480,
    maxUnpackRatio: 200,
    maxRowSize: 4_194_304,
    downloadTimeout: 300_000,
    maxDownloadBytes: 4_294_967_296,
    leastDownloadRate: 4_096,
    uploadTimeout: 600_000,
    maxUploadBytes: 26_214_400,
    maxUploadRows: 25_000,
    maxConcurrency: 5,
    maxRedirects: 3,
    renewTokenBefore: 60_000,
    maxTokenRequests: 10,
    tokenRequestWindow: 600_000,
    tokenThrottledPause: 600_000,
    tokenFailingPause: 5_000,
  })
})
