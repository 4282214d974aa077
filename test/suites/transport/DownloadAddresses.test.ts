import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails } from "@zoho-bulk/core"
import { Effect, Exit, Stream } from "effect"
import { bytes, json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { addresses, trusted } from "../../support/hostileAddresses.ts"
import { runs } from "../../support/properties.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { writeBody } from "../../support/samples.ts"

const downloadHost = "https://download-accl.zoho.com"

it.effect.prop(
  "every request of `downloadResult()` goes to a trusted host, wherever a job's download_url may lead",
  { address: addresses },
  ({ address }) =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: "1" })
      const exit = yield* Effect.exit(Stream.runDrain(downloadResult(job)))
      const [, ...downloads] = (yield* sentRequests).map(({ url }) => new URL(url).origin)
      for (const origin of downloads) assert.include(trusted, origin)
      const target = URL.canParse(address, downloadHost) ? new URL(address, downloadHost) : undefined
      const isTrusted = target !== undefined && trusted.includes(target.origin) && target.username === ""
      assert.strictEqual(downloads.length, isTrusted ? 1 : 0, address)
      assert.strictEqual(Exit.isSuccess(exit), isTrusted)
    }).pipe(
      Effect.provide(
        scripted([json(writeBody({ id: "1", status: "COMPLETED", result: { download_url: address } })), bytes([0x50])]),
      ),
    ),
  runs(500),
)

describe("an address of a result", () => {
  const ofLength = (length: number): string => {
    const origin = `${downloadHost}/`
    return origin + "x".repeat(length - origin.length)
  }

  const download = Effect.flatMap(getJobDetails({ kind: "write", id: "1" }), (job) =>
    Stream.runCollect(downloadResult(job)),
  )

  const named = (address: string) =>
    scripted([json(writeBody({ id: "1", status: "COMPLETED", result: { download_url: address } })), bytes([0x50])])

  it.effect("is asked as long as it can be", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* download, [Uint8Array.of(0x50)])
      assert.strictEqual((yield* sentRequests).at(-1)?.url, ofLength(7_000))
    }).pipe(Effect.provide(named(ofLength(7_000)))),
  )

  it.effect("gets no longer than Deno can send, however it is written out", () =>
    Effect.gen(function* () {
      yield* download
      const { url } = (yield* sentRequests).at(-1) ?? assert.fail("nothing was sent")
      assert.isBelow(url.length, 65_535)
    }).pipe(Effect.provide(named(`/${"\u4e16".repeat(6_999)}`))),
  )

  it.effect.each([
    { what: "by a letter", address: ofLength(7_001) },
    { what: "by far, so that Deno would take a minute to see it", address: ofLength(70_000) },
    { what: "by a million", address: ofLength(1_000_000) },
  ])("is no address where it is longer $what, and nothing is sent", ({ address }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(download), "InvalidRequest")
      assert.strictEqual(failure.remedy, "Zoho gave no usable address for it; order the job again.")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(named(address))),
  )
})
