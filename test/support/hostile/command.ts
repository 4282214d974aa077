/**
 * The command as it is, but for limits in time and bytes that a test can wait for; at its end it writes down how much memory it has had.
 */
import { writeFileSync } from "node:fs"
import process from "node:process"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import * as NodeStdio from "@effect/platform-node-shared/NodeStdio"
import * as NodeTerminal from "@effect/platform-node-shared/NodeTerminal"
import { environmentVariables, runCommand, teardown } from "@zoho-bulk/core/cli"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { layerVariables } from "@zoho-bulk/core/runtime"
import { Effect, Layer } from "effect"
import { runner } from "../runner.ts"
import { thisRuntime } from "../runtime.ts"

const limits = {
  ...defaultLimits,
  tryTimeout: 1_500,
  callTimeout: 2_500,
  firstRetryDelay: 100,
  maxSilence: 1_500,
  downloadTimeout: 2_500,
  maxDownloadBytes: 8 * 2 ** 20,
}

const isReadable = (name: string): boolean => {
  try {
    return typeof process.env[name] !== "symbol"
  } catch {
    return false
  }
}

const read = (name: string): string | undefined => (isReadable(name) ? process.env[name] : undefined)

const layer = Layer.mergeAll(
  runner.layerFiles,
  NodeStdio.layer,
  NodeTerminal.layer,
  runner.layerLoopbackServer,
  layerVariables(environmentVariables, { read, isReadable }),
)

process.on("exit", () => {
  writeFileSync(process.env["PEAK_FILE"] ?? "/dev/null", String(process.resourceUsage().maxRSS))
})

runCommand(runner.layerHttpClient, { name: thisRuntime, version: process.versions.node }).pipe(
  Effect.provide(layer),
  Effect.provideService(CurrentLimits, limits),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown: teardown(() => false) }),
)
