import * as Completions from "effect/cli/Completions"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Output } from "../output/Output.ts"
import { lines } from "../output/Words.ts"
import { withNames } from "./completionScript.ts"
import { withOwnTypes } from "./ownTypes.ts"

const shells = [
  ["bash", "bash"],
  ["zsh", "zsh"],
  ["fish", "fish"],
  ["powershell", "powershell"],
  ["sh", "bash"],
  ["pwsh", "powershell"],
] as const

/** `--completions <shell>`: a script that completes commands, flags, and the names that are known of the organisation. */
export const completionsFlag = ({ data }: Pick<Output["Service"], "data">) =>
  GlobalFlag.Action({
    flag: Flag.ChoiceWithValue("completions", shells).pipe(
      Flag.optional,
      Flag.withMetavar("<bash|zsh|fish|powershell|sh|pwsh>"),
      Flag.withDescription("write a completion script for a shell; save it where the shell looks for completions"),
    ),
    run: (shell, { command }) =>
      Option.match(shell, {
        onNone: () => Effect.void,
        onSome: (named) => {
          const script = Completions.generate(command.name, named, withOwnTypes(Completions.fromCommand(command)))
          return Effect.ignore(data(() => lines(withNames(named, script).split("\n"))))
        },
      }),
  })
