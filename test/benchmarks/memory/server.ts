/**
 * An emulated Zoho in a process of its own, with limits and results as large as the benchmark needs; says its address first.
 */
import { layerLoopbackServer } from "@zoho-bulk/node-runner"
import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"

const records = Number(process.argv[2])

const program = Effect.gen(function* () {
  const { app } = yield* Emulator.Emulator
  const { port } = yield* (yield* LoopbackServer).serve(app, 0)
  console.log(`http://127.0.0.1:${port}`)
  return yield* Effect.never
})

const emulator = Emulator.layer({
  records: { Contacts: records },
  recordsPerPage: records,
  uploadLimit: 2 ** 30,
  jobDuration: 10,
})

await Effect.runPromise(Effect.scoped(Effect.provide(program, Layer.mergeAll(layerLoopbackServer, emulator))))
