/**
 * A program of its own that asks for the fields of leads, with a cache in the folder that it is told of.
 */
import process from "node:process"
import { layerFromConfig } from "@zoho-bulk/core"
import { getFields, layerFolder } from "@zoho-bulk/core/Metadata"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import { Effect, Layer } from "effect"
import { runner } from "./runner.ts"

const [folder = ""] = process.argv.slice(2)

const connection = Layer.merge(
  Layer.provide(layerFromConfig(), runner.layerHttpClient),
  Layer.provide(layerFolder(folder), runner.layerFiles),
).pipe(Layer.provide(layerVariables(connectionVariables, { read: (name) => process.env[name] })))

const { length } = await Effect.runPromise(Effect.provide(getFields("Leads"), connection))
process.stdout.write(`${length}\n`)
