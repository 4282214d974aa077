import * as Effect from "effect/Effect"
import type { PlannedModule } from "../../mirror/planMirror.ts"
import { amount } from "../output/amount.ts"
import { presenter } from "../output/present.ts"
import { grid } from "../output/Table.ts"
import { lines, say } from "../output/Words.ts"
import { readOf } from "./mirroredModule.ts"

/** Shows what a mirror would read, and what it would cost. */
export const presentPlan = Effect.fnUntraced(function* (target: string, planned: ReadonlyArray<PlannedModule>) {
  const present = yield* presenter("mirrorPlan")
  const credits = planned.reduce((sum, each) => sum + each.credits, 0)
  const modules = planned.map(({ changesSince, credits: cost, module, records, whole }) => ({
    module,
    ...readOf(whole),
    ...(changesSince === undefined ? {} : { since: changesSince }),
    records,
    credits: cost,
  }))
  yield* present({ target, modules, credits }, (style) =>
    lines([
      grid(
        style,
        ["Module", "Records", "Read", "Credits"],
        modules.map(({ because, credits: cost, module, records, since = "" }) => [
          module,
          records,
          because === undefined ? `changes since ${since}` : `all: ${because}`,
          cost,
        ]),
      ),
      say`${amount(credits, "credit")} in all, and 1 for each further look at a job.`,
    ]),
  )
})
