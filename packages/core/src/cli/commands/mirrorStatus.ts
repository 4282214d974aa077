import * as Argument from "effect/cli/Argument"
import * as Clock from "effect/Clock"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { Checkpoint } from "../../mirror/Checkpoint.ts"
import { millisOf } from "../../domain/millisOf.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { longDuration } from "../output/amount.ts"
import { listPresenter } from "../output/present.ts"
import { grid } from "../output/Table.ts"
import { lines } from "../output/Words.ts"

/** The place of copies, as an argument. */
export const targetArgument = Argument.String("target").pipe(
  Argument.withDescription("where the copies are, such as ./copies"),
)

/** Reports that nothing was ever copied there. */
export const noCopyIn = (target: string): UsageError =>
  new UsageError({
    problem: `There is no copy in ${target}`,
    remedy: "Give the target of mirror --to.",
  })

/** Fails on a file in place of copies, such as that of an export. */
export const checkIsPlace = Effect.fnUntraced(function* (target: string) {
  // What a word and a colon name is no file of that name.
  if (/^[a-z]{2,}:/.test(target)) return
  const fs = yield* FileSystem.FileSystem
  const found = yield* Effect.option(fs.stat(target))
  if (!Option.exists(found, ({ type }) => type === "File")) return
  return yield* new UsageError({
    problem: `${target} is a file, but copies are a folder or sqlite:<file>; an export has no proof to compare it with`,
    remedy: `Give the target of mirror --to; if the file is a database of copies, write sqlite:${target}. To be sure of an export, export again.`,
  })
})

const leftOut = "Not copied: attachments, images, files of notes, and former values of records."

/** When all of a module is read again: what a formula gives is as old as the last time. */
const refreshOf = ({ refreshDue }: Checkpoint, now: number): string => {
  if (refreshDue === undefined) return "each run"
  const left = millisOf(refreshDue) - now
  return left <= 0 ? "next run" : `in ${longDuration(left)}`
}

/** `zoho-bulk mirror status <target>`: how far each copy is. */
export const mirrorStatus = Command.make(
  "status",
  { target: targetArgument },
  Effect.fnUntraced(function* ({ target: name }) {
    yield* checkIsPlace(name)
    const { access, target } = yield* targetNamed(name)
    if ((yield* root).explain) return yield* presentRequests([], { access: { reads: access } })
    const present = yield* listPresenter("mirrorStatus")
    const checkpoints = (yield* target.checkpoints).toSorted((a, b) => (a.module < b.module ? -1 : 1))
    if (checkpoints.length === 0) {
      return yield* noCopyIn(target.name)
    }
    const now = yield* Clock.currentTimeMillis
    const lagOf = ({ asOf }: Checkpoint): number => Math.max(0, now - millisOf(asOf))
    const modules = checkpoints.map((each) => ({ ...each, lagSeconds: Math.round(lagOf(each) / 1_000) }))
    yield* present(modules, { target: target.name }, (style) =>
      lines([
        grid(
          style,
          ["Module", "Rows", "As of", "Age", "Whole read"],
          checkpoints.map((each) => [
            each.module,
            each.rows,
            each.asOf,
            longDuration(lagOf(each)),
            refreshOf(each, now),
          ]),
        ),
        style.faint(leftOut),
      ]),
    )
  }),
).pipe(
  withLesson({ does: "Shows how up to date the copies of a target are.", credits: "none: it does not call Zoho" }),
  Command.withExamples([{ command: "zoho-bulk mirror status ./copies --json", description: "For a program" }]),
)
