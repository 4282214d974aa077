/**
 * A program of its own that looks at a job, with tokens that rest in the file it is told of.
 */
import process from "node:process"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodePath from "@effect/platform-node-shared/NodePath"
import { connectionVariables, layerVariables, TokenStore, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer } from "effect"
import { runner } from "./runner.ts"
import { readJob } from "./tokens.ts"

const [file = ""] = process.argv.slice(2)

const connection = ZohoConnection.layerConfig.pipe(
  Layer.provide(TokenStore.layerFile(file)),
  Layer.provide(Layer.merge(NodeFileSystem.layer, NodePath.layer)),
  Layer.provide(runner.layerHttpClient),
  Layer.provide(layerVariables(connectionVariables, (name) => process.env[name])),
)

const { state } = await Effect.runPromise(Effect.provide(readJob, connection))
process.stdout.write(`${state}\n`)
