import { command } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import type { Command } from "effect/cli"
import { zohoBulk } from "../support/commandLine.ts"

/** A command that there is, and the flags that its help names and that of the whole does not. */
export interface Known {
  /** Its words, such as `auth login`; none, for the whole, whose flags every command takes. */
  readonly path: ReadonlyArray<string>
  readonly flags: ReadonlyArray<string>
  /** Whether it does nothing of its own but hold others. */
  readonly isGroup: boolean
}

const subcommandsOf = ({ subcommands }: Command.Command.Any): ReadonlyArray<Command.Command.Any> =>
  subcommands.flatMap(({ commands }) => [...commands])

const pathsOf = (node: Command.Command.Any, path: ReadonlyArray<string>): ReadonlyArray<Omit<Known, "flags">> => {
  const children = subcommandsOf(node)
  return [{ path, isGroup: children.length > 0 }, ...children.flatMap((child) => pathsOf(child, [...path, child.name]))]
}

const flagLine = /^ {2}(-{1,2}[a-z][\w-]*(?:, -{1,2}[a-z][\w-]*)*)/gm

const flagsIn = (help: string): ReadonlyArray<string> =>
  [...help.matchAll(flagLine)].flatMap(([, names = ""]) => names.split(", "))

const helpOf = (path: ReadonlyArray<string>): Effect.Effect<string> =>
  Effect.map(zohoBulk([...path, "--help"]), ({ stdout }) => stdout)

/** Every command and its flags, as the command itself and its help tell them. */
export const commandTree: Effect.Effect<ReadonlyArray<Known>> = Effect.gen(function* () {
  const ofAll = flagsIn(yield* helpOf([]))
  return yield* Effect.forEach(pathsOf(command, []), ({ isGroup, path }) =>
    Effect.map(helpOf(path), (help) => ({
      path,
      isGroup,
      flags: path.length === 0 ? ofAll : flagsIn(help).filter((flag) => !ofAll.includes(flag)),
    })),
  )
})
