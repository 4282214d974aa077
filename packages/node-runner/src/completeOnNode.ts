import process from "node:process"
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
import { readVariable } from "./environment.ts"
import { layerFileSystem } from "./fileSystem.ts"

const node = Layer.mergeAll(
  layerFileSystem,
  NodeStdio.layer,
  NodeTerminal.layer,
  layerVariables(environmentVariables, { read: readVariable }),
)

const loadSqlite = Effect.map(
  Effect.promise(() => import("./sqlite.ts")),
  ({ openSqlite }) => openSqlite,
)

/** Tells the shell which names fit, and loads nothing that only other commands need. */
export const completeOnNode = (startedAs: string): void =>
  runCompletion({ name: "node", version: process.versions.node }).pipe(
    Effect.provide(node),
    Effect.provideService(StartedAs, startedAs),
    Effect.provideService(LoadSqlite, loadSqlite),
    Effect.provideService(CurrentUser, process.getuid?.()),
    NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => false) }),
  )
