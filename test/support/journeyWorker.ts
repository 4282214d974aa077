/**
 * A program of its own that imports some rows with the journal in the folder it is told of, as soon as the file `go` is beside that, and says what it came to.
 */
import { existsSync } from "node:fs"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { importRows, layerFromConfig } from "@zoho-bulk/core"
import { layerFolder } from "@zoho-bulk/core/Journal"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import { Effect, Layer, Stream } from "effect"
import { runner } from "./runner.ts"

const [folder = ""] = process.argv.slice(2)

const connection = layerFromConfig().pipe(
  Layer.provide(runner.layerHttpClient),
  Layer.provide(layerVariables(connectionVariables, { read: (name) => process.env[name] })),
)

const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"], ["Pinto", "Zylker"])

const imported = importRows({ module: "Leads", operation: "insert" }, rows, { journal: layerFolder(folder) }).pipe(
  Stream.runCount,
  Effect.map((count) => `${count} rows`),
  Effect.catch(({ _tag }) => Effect.succeed(_tag)),
  Effect.provide(Layer.merge(connection, runner.layerFiles)),
)

while (!existsSync(`${folder}.go`)) await sleep(20)
process.stdout.write(`${await Effect.runPromise(imported)}\n`)
