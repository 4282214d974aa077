import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits, type Limits } from "@zoho-bulk/core/Limits"
import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import type { Turn } from "../../support/ScriptedZoho.ts"
import { untilOver } from "../../support/time.ts"

const finished = json(readBody({ state: "COMPLETED", result: { download_url: "/1" } }))

/** How many bytes come of a download over a wire, and how many of those were read; or how it fails. */
const downloaded = (turn: Turn, limits: Partial<Limits> = {}, onPiece = Effect.void) =>
  Stream.unwrap(Effect.map(getJobDetails({ kind: "read", id: "1" }), downloadResult)).pipe(
    Stream.tap(() => onPiece),
    Stream.runFold(
      () => 0,
      (sum, { byteLength }) => sum + byteLength,
    ),
    untilOver,
    Effect.provideService(CurrentLimits, { ...defaultLimits, ...limits }),
    Effect.provide(scripted([finished, turn])),
  )

const piece = new Uint8Array(1_024)

/** A body of so many pieces, with a pause before each. */
const pieces = (count: number, seconds = 0, of: Uint8Array = piece): Turn =>
  HttpServerResponse.stream(
    Stream.range(1, count).pipe(Stream.mapEffect(() => Effect.delay(Effect.succeed(of), `${seconds} seconds`))),
  )

describe("a download", () => {
  it.effect("of as many bytes as it may have comes whole", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* downloaded(pieces(10), { maxDownloadBytes: 10_240 }), 10_240)
    }),
  )

  it.effect("that has no end is given up where it has more bytes than it may, and the limit is named", () =>
    Effect.gen(function* () {
      const turn = HttpServerResponse.stream(Stream.forever(Stream.succeed(piece)))
      const failure = expectTag(yield* Effect.flip(downloaded(turn, { maxDownloadBytes: 10_240 })), "LimitExceeded")
      assert.deepInclude({ ...failure }, { limit: "maxDownloadBytes", max: 10_240, httpStatus: 200 })
      assert.include(failure.message, "larger than 10240 bytes (maxDownloadBytes)")
    }),
  )

  it.effect("that says beforehand that it has more is given up before a byte of it", () =>
    Effect.gen(function* () {
      let asked = 0
      const body = Stream.forever(Stream.sync(() => (asked++, piece)))
      const turn = HttpServerResponse.stream(body, { contentLength: 4 * 1024 ** 3 + 1 })
      assert.strictEqual(expectTag(yield* Effect.flip(downloaded(turn)), "LimitExceeded").limit, "maxDownloadBytes")
      assert.isAtMost(asked, 1)
    }),
  )

  it.effect("of a byte a second is given up after five minutes and no more than its bytes allow", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(downloaded(pieces(1_000, 1, Uint8Array.of(1)))), "NoAnswerInTime")
      assert.strictEqual(failure.limit, "leastDownloadRate")
      assert.isAtLeast(failure.limitMillis, 300_000)
      assert.isBelow(failure.limitMillis, 301_000)
    }),
  )

  it.effect("may take as long as its bytes allow", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* downloaded(pieces(400, 2, new Uint8Array(8_192))), 400 * 8_192)
    }),
  )

  it.effect("may take as long as it likes where no rate is asked for", () =>
    Effect.gen(function* () {
      const slow = pieces(1_000, 1, Uint8Array.of(1))
      assert.strictEqual(yield* downloaded(slow, { leastDownloadRate: 0 }), 1_000)
    }),
  )

  it.effect("is not to blame for the time that its reader takes", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* downloaded(pieces(20), {}, Effect.sleep("1 minute")), 20_480)
    }),
  )
})
