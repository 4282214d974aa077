import { command } from "@zoho-bulk/core/cli"
import type { Command } from "effect/cli"

const below = ({ subcommands }: Command.Command.Any, path: ReadonlyArray<string>): ReadonlyArray<string> =>
  subcommands.flatMap(({ commands }) =>
    commands.flatMap((each) => {
      const own = [...path, each.name]
      return [own.join(" "), ...below(each, own)]
    }),
  )

/** The words of every command, such as `auth login`; none, for the whole. */
export const commandPaths: ReadonlyArray<string> = ["", ...below(command, [])]

/** The words of a command, each by itself. */
export const wordsOf = (path: string): ReadonlyArray<string> => path.split(" ").filter((word) => word !== "")
