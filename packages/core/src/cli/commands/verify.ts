import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { presentRequests } from "../explain/presentRequests.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { endWith } from "../run/RunState.ts"
import { targetArgument } from "./mirrorStatus.ts"

/** `zoho-bulk verify <target>`: whether copies are as they were written. */
export const verify = Command.make(
  "verify",
  { target: targetArgument },
  Effect.fnUntraced(function* ({ target: name }) {
    const { folders, target } = yield* targetNamed(name)
    if ((yield* root).explain) return yield* presentRequests([], { access: { reads: folders } })
    const present = yield* presenter("verify")
    const { checkpoints, differences } = yield* target.verify
    const modules = checkpoints.map(({ asOf, module, rows }) => ({ module, rows, asOf }))
    const rows = modules.reduce((sum, each) => sum + each.rows, 0)
    yield* present({ target: target.name, ok: differences.length === 0, modules, differences }, (style) =>
      differences.length === 0
        ? say`${style.good("As it was written:")} ${target.name}: ${amount(modules.length, "module")}, ${amount(rows, "row")}`
        : lines([
            say`${style.bad("Not as it was written:")} ${target.name}`,
            ...differences.map((difference) => say`  ${difference}`),
          ]),
    )
    if (differences.length > 0) yield* endWith(exitCode.rejectedRows)
  }),
).pipe(
  withLesson({
    does: "Compares copies with what they were when they were written, byte by byte.",
    credits: "none: it asks Zoho nothing",
  }),
  Command.withExamples([{ command: "zoho-bulk verify ./copies", description: "Ends with 0 if they are, with 8 if not" }]),
)
