/**
 * A service of somebody who has the packages in their workspace.
 */
import { layerFromEnvironment } from "@zoho-bulk/node-runner"
import { Console, Effect } from "effect"
import { report } from "./report.ts"

await report("4150868000005350003").pipe(
  Effect.flatMap(({ kind, state }) => Console.log(kind, state)),
  Effect.provide(layerFromEnvironment),
  Effect.runPromise,
)
