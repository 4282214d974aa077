import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import {
  CurrentUser,
  environmentVariables,
  layerVariables,
  LoadSqlite,
  runCompletion,
  StartedAs,
  teardown,
} from "@zoho-bulk/core/completion"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { currentUser } from "./currentUser.ts"
import { isReadable, readVariable } from "./environment.ts"
import { layerFileSystem } from "./fileSystem.ts"

const deno = Layer.mergeAll(
  layerFileSystem,
  NodeStdio.layer,
  NodeTerminal.layer,
  layerVariables(environmentVariables, { read: readVariable, isReadable }),
)

const loadSqlite = Effect.map(
  Effect.promise(() => import("./sqlite.ts")),
  ({ openSqlite }) => openSqlite,
)

/** Tells the shell which names fit, and loads nothing that only other commands need. */
export const completeOnDeno = (startedAs: string): void =>
  runCompletion({ name: "deno", version: Deno.version.deno }).pipe(
    Effect.provide(deno),
    Effect.provideService(StartedAs, startedAs),
    Effect.provideService(LoadSqlite, loadSqlite),
    Effect.provideService(CurrentUser, currentUser()),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => false) }),
  )
