/**
 * A program on any runtime: asks the emulated Zoho for a job, and exports a module.
 */
import { AccessToken, exportModule, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { layerEmulatorHttpClient } from "@zoho-bulk/core/emulator"
import { Console, Effect, Layer, Redacted, Stream } from "effect"

const emulated = ZohoConnection.layer({ apiVersion: "v8" }).pipe(
  Layer.provide(AccessToken.layerStatic(Redacted.make("emulator"))),
  Layer.provide(layerEmulatorHttpClient),
)

const program = Effect.gen(function* () {
  const job = yield* getJobDetails({ kind: "write", id: "4150868000005350003" })
  const missing = yield* getJobDetails({ id: "1" }).pipe(
    Effect.catchTag("JobNotFound", ({ code }) => Effect.succeed(code)),
  )
  const rows = yield* Stream.runCount(exportModule({ module: "Leads", fields: ["Last_Name"] }))
  yield* Console.log(job.state, missing, rows > 100 ? "many rows" : `${rows} rows`)
})

await Effect.runPromise(Effect.provide(program, emulated))
