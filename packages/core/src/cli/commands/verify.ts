import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { compareWithZoho } from "../../mirror/compareWithZoho.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { rehearseComparison } from "../mirror/rehearseMirror.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { endWith } from "../run/RunState.ts"
import { targetArgument } from "./mirrorStatus.ts"

/** `zoho-bulk verify <target>`: whether copies are as they were written. */
export const verify = Command.make(
  "verify",
  {
    target: targetArgument,
    againstZoho: Flag.Boolean("against-zoho").pipe(
      Flag.withDescription("compare counts, and 50 records of each module, with Zoho as it is now, too"),
      Flag.withDefault(false),
    ),
  },
  Effect.fnUntraced(function* ({ againstZoho, target: name }) {
    const { folders, target } = yield* targetNamed(name)
    const { emulator, explain } = yield* root
    if (explain) {
      const asks = againstZoho ? yield* rehearseComparison(target, yield* settingsOfRun(emulator)) : []
      return yield* presentRequests(asks, { access: { reads: folders } })
    }
    const present = yield* presenter("verify")
    const { checkpoints, differences: ofFiles } = yield* target.verify
    const ofZoho = againstZoho ? (yield* Effect.provide(compareWithZoho(target), layerConnection)).differences : []
    const differences = [...ofFiles, ...ofZoho]
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
    credits: "none; with --against-zoho 2 for each module",
    asks: [operations.countRecords, operations.getRecords],
  }),
  Command.withExamples([
    { command: "zoho-bulk verify ./copies", description: "Ends with 0 if they are, with 8 if not" },
  ]),
)
