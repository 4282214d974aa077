/**
 * A program on any runtime: asks the emulated Zoho for a job, and exports a module.
 */
import { Auth, exportModule, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Console, Effect, Layer, Redacted, Stream } from "effect"

const auth = Auth.layerAccessToken(Redacted.make("emulator"))
const emulated = Layer.provide(ZohoConnection.layer({ auth, apiVersion: "v8" }), Emulator.layerHttpClient())

const program = Effect.gen(function* () {
  const job = yield* getJobDetails({ kind: "write", id: "4150868000005350003" })
  const missing = yield* getJobDetails({ id: "1" }).pipe(
    Effect.catchTag("JobNotFound", ({ code }) => Effect.succeed(code)),
  )
  const { rows } = yield* exportModule({ module: "Leads", fields: ["Last_Name"] })
  const count = yield* Stream.runCount(rows)
  yield* Console.log(job.state, missing, count > 100 ? "many rows" : `${count} rows`)
})

await Effect.runPromise(Effect.provide(Effect.scoped(program), emulated))
