import process from "node:process"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import {
  CurrentUser,
  environmentVariables,
  Gzip,
  LoadSqlite,
  runCommand,
  StartedAs,
  teardown,
} from "@zoho-bulk/core/cli"
import { layerVariables } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { readVariable } from "./environment.ts"
import { layerFiles } from "./files.ts"
import { gzip } from "./gzip.ts"
import { layerHttpClient } from "./httpClient.ts"
import { layerLoopbackServer } from "./loopbackServer.ts"

const node = Layer.mergeAll(
  layerFiles,
  NodeStdio.layer,
  NodeTerminal.layer,
  layerLoopbackServer,
  layerVariables(environmentVariables, { read: readVariable }),
)

const loadSqlite = Effect.map(
  Effect.promise(() => import("./sqlite.ts")),
  ({ openSqlite }) => openSqlite,
)

/** Runs the command in this process, and ends it with the command's exit code. */
export const runOnNode = (startedAs: string): void => {
  let isTerminated = false
  process.once("SIGTERM", () => (isTerminated = true))
  runCommand(layerHttpClient, { name: "node", version: process.versions.node }).pipe(
    Effect.provide(node),
    Effect.provideService(StartedAs, startedAs),
    Effect.provideService(Gzip, gzip),
    Effect.provideService(LoadSqlite, loadSqlite),
    Effect.provideService(CurrentUser, process.getuid?.()),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => isTerminated) }),
  )
}
