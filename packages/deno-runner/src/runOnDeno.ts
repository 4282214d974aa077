import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import {
  CurrentUser,
  environmentVariables,
  Gzip,
  LoadPostgres,
  LoadSqlite,
  LoadWithoutVariables,
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
import { currentUser } from "./currentUser.ts"
import { isReadable, readVariable } from "./environment.ts"
import { layerFiles } from "./files.ts"
import { gzip } from "./gzip.ts"
import { layerHttpClient } from "./httpClient.ts"
import { loadWithoutVariables } from "./loadWithoutVariables.ts"
import { layerLoopbackServer } from "./loopbackServer.ts"

const deno = Layer.mergeAll(
  layerFiles,
  NodeStdio.layer,
  NodeTerminal.layer,
  layerLoopbackServer,
  layerVariables(environmentVariables, { read: readVariable, isReadable }),
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
export const runOnDeno = (startedAs: string): void => {
  let isTerminated = false
  Deno.addSignalListener("SIGTERM", () => (isTerminated = true))
  runCommand(layerHttpClient, { name: "deno", version: Deno.version.deno }).pipe(
    Effect.provide(deno),
    Effect.provideService(StartedAs, startedAs),
    Effect.provideService(Gzip, gzip),
    Effect.provideService(LoadSqlite, loadSqlite),
    Effect.provideService(LoadPostgres, loadPostgres),
    Effect.provideService(LoadWithoutVariables, loadWithoutVariables),
    Effect.provideService(Programs, { run: runProgram, platform: Deno.build.os }),
    Effect.provideService(CurrentUser, currentUser()),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => isTerminated) }),
  )
}
