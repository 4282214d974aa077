/**
 * A program of its own that looks at a job, with tokens that rest in the file it is told of.
 */
import process from "node:process"
import { layerFromConfig } from "@zoho-bulk/core"
import { layerTokenFile } from "@zoho-bulk/core/Auth"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import { Effect, Layer } from "effect"
import { runner } from "./runner.ts"
import { readJob } from "./tokens.ts"

const [file = ""] = process.argv.slice(2)

const connection = layerFromConfig({ store: layerTokenFile(file) }).pipe(
  Layer.provide(runner.layerFiles),
  Layer.provide(runner.layerHttpClient),
  Layer.provide(layerVariables(connectionVariables, { read: (name) => process.env[name] })),
)

const { state } = await Effect.runPromise(Effect.provide(readJob, connection))
process.stdout.write(`${state}\n`)
