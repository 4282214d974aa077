import * as Effect from "effect/Effect"
import { UsageError } from "../failure/UsageError.ts"
import { nameForRunner } from "../flags/nameForRunner.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"
import { settleOutput, standardOutput } from "../output/OutputTarget.ts"

/** Names a file that a runner writes. One of this machine has to have a folder. */
export const outputForRunner = Effect.fnUntraced(function* (
  flags: Pick<SubmitFlags, "store" | "shared">,
  file: string,
  flag: string,
) {
  // A store in a file and a folder that machines share contradict each other, which is said later.
  const isHere = flags.store !== undefined && flags.shared === undefined
  if (isHere && (yield* settleOutput(file, flag)) === standardOutput) {
    return yield* new UsageError({
      problem: `${flag} ${file} is stdout, and a runner writes its journeys' rows into files`,
      remedy: "Name a file.",
    })
  }
  return yield* nameForRunner(flags, file)
})
