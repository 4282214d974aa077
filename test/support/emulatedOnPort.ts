import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Context, Effect, Layer } from "effect"

/** An emulated Zoho on a free port of this machine, until the scope closes. */
export const emulatedOnPort = Effect.fnUntraced(function* (options: Emulator.EmulatorOptions = {}, port = 0) {
  const emulator = Context.get(yield* Layer.build(Emulator.layer(options)), Emulator.Emulator)
  const served = yield* (yield* LoopbackServer).serve(emulator.app, port)
  return { emulator, origin: `http://127.0.0.1:${served.port}`, port: served.port }
})
