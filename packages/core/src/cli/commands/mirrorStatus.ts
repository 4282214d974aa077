import * as Argument from "effect/cli/Argument"
import * as Clock from "effect/Clock"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { millisOf } from "../../mirror/zohoTime.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { duration } from "../output/amount.ts"
import { listPresenter } from "../output/present.ts"
import { grid } from "../output/Table.ts"
import { lines, say } from "../output/Words.ts"

/** The place of copies, as an argument. */
export const targetArgument = Argument.String("target").pipe(
  Argument.withDescription("where the copies are, such as ./copies"),
)

const leftOut = "Not copied: attachments, images, notes' files, and what records were before."

/** `zoho-bulk mirror status <target>`: how far each copy is. */
export const mirrorStatus = Command.make(
  "status",
  { target: targetArgument },
  Effect.fnUntraced(function* ({ target: name }) {
    const { folders, target } = yield* targetNamed(name)
    if ((yield* root).explain) return yield* presentRequests([], { access: { reads: folders } })
    const present = yield* listPresenter("mirrorStatus")
    const checkpoints = yield* target.checkpoints
    const now = yield* Clock.currentTimeMillis
    yield* present(checkpoints, { target: target.name }, (style) =>
      checkpoints.length === 0
        ? say`There is no copy in ${target.name}.`
        : lines([
            grid(
              style,
              ["Module", "Rows", "As of", "Age", "All read"],
              checkpoints.map(({ asOf, module, rows, wholeAt }) => [
                module,
                rows,
                asOf,
                duration(Math.max(0, now - millisOf(asOf))),
                wholeAt,
              ]),
            ),
            style.faint(leftOut),
          ]),
    )
  }),
).pipe(
  withLesson({ does: "Tells how far the copies of a target are.", credits: "none: it asks Zoho nothing" }),
  Command.withExamples([{ command: "zoho-bulk mirror status ./copies --json", description: "For a program" }]),
)
