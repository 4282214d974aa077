import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodePath from "@effect/platform-node-shared/NodePath"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import { layerVariables } from "@zoho-bulk/core"
import { environmentVariables, runCommand, teardown } from "@zoho-bulk/core/cli"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { readVariable } from "./environment.ts"
import { layerHttpClient } from "./httpClient.ts"
import { layerLoopbackServer } from "./loopbackServer.ts"

const deno = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  NodeStdio.layer,
  NodeTerminal.layer,
  layerLoopbackServer,
  layerVariables(environmentVariables, readVariable),
)

let isTerminated = false
Deno.addSignalListener("SIGTERM", () => (isTerminated = true))

runCommand(layerHttpClient, { name: "deno", version: Deno.version.deno }).pipe(
  Effect.provide(deno),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => isTerminated) }),
)
