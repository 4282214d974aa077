import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import * as Stdio from "effect/Stdio"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import { atHand, whole } from "./commandsAtHand.ts"
import type { RuntimeName } from "./help/RuntimeName.ts"
import { runTree } from "./runTree.ts"

const first = Object.values(atHand).flat()

/** Words that ask for more than what is at hand, wherever they are: the other commands, or the names of all. */
const elsewhere: ReadonlyArray<string> = [
  ..."journeys jobs runner submit resolve cancel prune help".split(" "),
  ..."--help -h --completions".split(" "),
]

/** Whether the arguments need only what is at hand; loading modules is most of the command's start. */
const isAtHand = (args: ReadonlyArray<string>): boolean =>
  args.some((arg) => first.some(({ name }) => name === arg)) &&
  !args.some((arg) => elsewhere.includes(arg.replace(/=.*$/s, "")))

/**
 * Runs the command with the arguments of the process, and succeeds with its exit code. It fails only if it is
 * interrupted.
 *
 * **Details**
 *
 * The runtime's HTTP is set up only when a request must be sent. Arguments, terminal, files, variables and the loopback
 * server come from the services that a runner provides.
 *
 * **Example** (What a runner runs, on Node)
 *
 * ```ts
 * import { runCommand } from "@zoho-bulk/core/cli"
 * import { layerHttpClient } from "@zoho-bulk/node-runner"
 *
 * export const main = (version: string) => runCommand(layerHttpClient, { name: "node", version })
 * ```
 *
 * @category running
 */
export const runCommand = (runtimeHttp: Layer.Layer<HttpClient.HttpClient, InvalidSettings>, runtime: RuntimeName) =>
  Effect.gen(function* () {
    const { args } = yield* Stdio.Stdio
    if (isAtHand(yield* args)) {
      return yield* runTree(whole.pipe(Command.withSubcommands(first)), runtimeHttp, runtime)
    }
    const { command } = yield* Effect.promise(() => import("./command.ts"))
    return yield* runTree(command, runtimeHttp, runtime)
  })
