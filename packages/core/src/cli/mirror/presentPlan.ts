import * as Effect from "effect/Effect"
import type { PlannedModule } from "../../mirror/planMirror.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { grid } from "../output/Table.ts"
import { lines, say } from "../output/Words.ts"
import { StartedAs } from "../output/StartedAs.ts"
import { failureOf, readOf, wordsOfFailure } from "./mirroredModule.ts"

/** What would be read of a module, in words. */
const wordsOfRead = (planned: {
  readonly read: string
  readonly because?: string
  readonly since?: string
}): string => {
  const { because, read, since = "" } = planned
  if (read === "nothing") return read
  return because === undefined ? `changes since ${since}` : `all: ${because}`
}

/** Shows what a mirror would read, and what it would cost. */
export const presentPlan = Effect.fnUntraced(function* (target: string, planned: ReadonlyArray<PlannedModule>) {
  const present = yield* presenter("mirrorPlan")
  const credits = planned.reduce((sum, each) => sum + each.credits, 0)
  const startedAs = yield* StartedAs
  const modules = planned.map(({ changesSince, credits: cost, failure, module, records, whole }) => ({
    module,
    ...(failure === undefined ? readOf(whole) : { read: "nothing" as const, ...failureOf(failure, startedAs) }),
    ...(changesSince === undefined ? {} : { since: changesSince }),
    records,
    credits: cost,
  }))
  yield* present({ target, modules, credits }, (style) =>
    lines([
      grid(
        style,
        ["Module", "Records", "Read", "Credits"],
        modules.map((each) => [each.module, each.records, wordsOfRead(each), each.credits]),
      ),
      ...modules.flatMap((each) => (each.read === "nothing" ? wordsOfFailure(style, each) : [])),
      say`${amount(credits, "credit")} in all, and 1 for each further status check.`,
    ]),
  )
})
