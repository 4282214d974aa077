import process from "node:process"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import {
  CurrentUser,
  environmentVariables,
  Gzip,
  LoadPostgres,
  LoadSqlite,
  LoopbackServer,
  type PostgresOfRuntime,
  type ProgramCall,
  Programs,
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

/**
 * Only what sends loads a client, and only what is called back a server: most of the start of a command is what it loads. Undici would be a third
 * more, and few looks are made.
 */
const layerHttpClient = Layer.unwrap(
  Effect.map(
    Effect.promise(() => import("./clientOverNode.ts")),
    (client) => client.layerOverNode(),
  ),
)

const serve: LoopbackServer["Service"]["serve"] = (app, port) =>
  Effect.flatMap(
    Effect.promise(() => import("./loopbackServer.ts")),
    (server) => server.serve(app, port),
  )

const node = Layer.mergeAll(
  layerFiles,
  NodeStdio.layer,
  NodeTerminal.layer,
  Layer.succeed(LoopbackServer, { serve }),
  layerVariables(environmentVariables, { read: readVariable }),
)

const loadSqlite = Effect.map(
  Effect.promise(() => import("./sqlite.ts")),
  ({ openSqlite }) => openSqlite,
)

const loadPostgres: PostgresOfRuntime = {
  connect: async () => (await import("./postgres.ts")).connectPostgres,
  sockets: async () => (await import("./cluster.ts")).clusterSockets,
}

const runProgram = (call: ProgramCall) =>
  Effect.flatMap(
    Effect.promise(() => import("./runProgram.ts")),
    (programs) => programs.runProgram(call),
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
    Effect.provideService(LoadPostgres, loadPostgres),
    Effect.provideService(Programs, { run: runProgram, platform: process.platform }),
    Effect.provideService(CurrentUser, process.getuid?.()),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => isTerminated) }),
  )
}
