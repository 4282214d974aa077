import * as Command from "effect/cli/Command"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import { auth } from "./commands/auth.ts"
import { complete } from "./commands/complete.ts"
import { count } from "./commands/count.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { download } from "./commands/download.ts"
import { emulator } from "./commands/emulator.ts"
import { exportCommand } from "./commands/export.ts"
import { fields } from "./commands/fields.ts"
import { get } from "./commands/get.ts"
import { importCommand } from "./commands/import.ts"
import { journeys } from "./commands/journeys.ts"
import { mirror } from "./commands/mirror.ts"
import { modules } from "./commands/modules.ts"
import { organization } from "./commands/organization.ts"
import { resume } from "./commands/resume.ts"
import { verify } from "./commands/verify.ts"
import { views } from "./commands/views.ts"
import { wait } from "./commands/wait.ts"
import { root } from "./flags/root.ts"
import type { RuntimeName } from "./help/layerHelp.ts"
import { runTree } from "./runTree.ts"

/**
 * The command with all of its subcommands, as `effect/cli` has it.
 *
 * **Example** (A part of a larger command)
 *
 * ```ts
 * import { command } from "@zoho-bulk/core/cli"
 * import { Command } from "effect/cli"
 *
 * export const tools = () => Command.make("tools").pipe(Command.withSubcommands([command]))
 * ```
 *
 * @category running
 */
export const command = root.pipe(
  Command.withExamples([
    { command: "zoho-bulk demo", description: "Without an account: what there is to see" },
    { command: "zoho-bulk auth login", description: "With an account: once" },
    { command: "zoho-bulk export Contacts --output contacts.csv", description: "A whole module" },
  ]),
  Command.withSubcommands([
    { group: "Jobs", commands: [get, wait, download] },
    { group: "Journeys", commands: [exportCommand, importCommand, resume, journeys] },
    { group: "Copies", commands: [mirror, verify] },
    { group: "The organisation", commands: [modules, fields, views, count, organization] },
    { group: "Set-up", commands: [auth, doctor, complete] },
    { group: "To try things out", commands: [demo, emulator] },
  ]),
)

/**
 * Runs the command with the arguments of the process, and succeeds with its exit code. Only an
 * interruption fails it.
 *
 * **Details**
 *
 * The runtime's HTTP is set up when a request has to be sent, and not before. Arguments, terminal,
 * files, variables and the loopback server come from the services that a runner provides.
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
  runTree(command, runtimeHttp, runtime)
