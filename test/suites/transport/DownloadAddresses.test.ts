import { assert, it } from "@effect/vitest"
import { downloadResult, getJobDetails } from "@zoho-bulk/core"
import { Effect, Exit, Stream } from "effect"
import { bytes, json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { addresses, trusted } from "../../support/hostileAddresses.ts"
import { runs } from "../../support/properties.ts"
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
