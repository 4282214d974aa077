import * as Command from "effect/cli/Command"
import { cancel } from "./commands/cancel.ts"
import { journeys } from "./commands/journeys.ts"
import { prune } from "./commands/prune.ts"
import { resolve } from "./commands/resolve.ts"
import { runner } from "./commands/runner.ts"
import { submit } from "./commands/submit.ts"
import { atHand, whole } from "./commandsAtHand.ts"

/**
 * The command with all of its subcommands, as `effect/cli` defines it.
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
export const command = whole.pipe(
  Command.withSubcommands([
    { group: "Jobs", commands: atHand.jobs },
    { group: "Journeys", commands: [...atHand.journeys, journeys] },
    { group: "Journeys in a store", commands: [runner, submit, resolve, cancel, prune] },
    { group: "Copies", commands: atHand.copies },
    { group: "The organisation", commands: atHand.organization },
    { group: "Set-up", commands: atHand.setUp },
    { group: "To try things out", commands: atHand.trying },
  ]),
)
