/** A result of so many MiB of CSV, which another process hands out: its rows are read and let go. Per MiB. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { resultRows, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { layerMetrics } from "@zoho-bulk/core/Progress"
import { layerHttpClient } from "@zoho-bulk/node-runner"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { requests } from "./requests.ts"
import { cpuMicros, peakMib, size, tellPoint } from "./tellPoint.ts"

const server = spawn(process.execPath, [join(import.meta.dirname, "largeResultServer.ts"), String(size)], {
  stdio: ["ignore", "pipe", "inherit"],
})

const program = Effect.gen(function* () {
  const { job } = yield* waitForJob({ kind: "read", id: "4150868000005376042" })
  const begun = cpuMicros()
  const { rows } = yield* resultRows(job)
  const count = yield* Stream.runFold(
    Stream.chunks(rows),
    () => 0,
    (sum, chunk) => sum + chunk.length,
  )
  if (count !== job.result?.count) throw new Error(`${count} rows came`)
  tellPoint({ micros: (cpuMicros() - begun) / size, peakMib: peakMib(), requests: (yield* requests) / size })
}).pipe(Effect.scoped)

try {
  const apiDomain = String((await once(server.stdout, "data"))[0]).trim()
  const zoho = layerMetrics.pipe(
    Layer.provide(ZohoConnection.layer({ apiDomain, auth: layerAccessToken(Redacted.make("emulator")) })),
    Layer.provide(layerHttpClient),
  )
  await Effect.runPromise(Effect.provide(program, [zoho, layerLimits({ maxUnpackedBytes: "4 GiB" })]))
} finally {
  server.kill()
}
