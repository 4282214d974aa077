/**
 * A program of its own that keeps ten records in a token file that it shares with others.
 */
import process from "node:process"
import { TokenStore } from "@zoho-bulk/core"
import { layerTokenFile } from "@zoho-bulk/core/Auth"
import { Effect, Layer } from "effect"
import { runner } from "./runner.ts"

const [file = "", name = ""] = process.argv.slice(2)

const store = Layer.provide(layerTokenFile(file), runner.layerFiles)

const keep = TokenStore.use(({ exclusively, set }) =>
  Effect.forEach(Array.from({ length: 10 }), (_, nth) => {
    const key = `${name} ${nth}`
    return exclusively(key)(set(key, { requestedAt: [nth] }))
  }),
)

await Effect.runPromise(Effect.provide(keep, store))
