import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { realName } from "../../storage/fileIdentity.ts"
import { UsageError } from "../failure/UsageError.ts"
import { nameForRunner } from "../flags/nameForRunner.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"
import { settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { checkNotStore } from "./checkNotStore.ts"

/**
 * Names a file that a runner writes. One of this machine has to have a folder, and is named without links in that: by two names, two journeys could
 * write one file.
 */
export const outputForRunner = Effect.fnUntraced(function* (
  flags: Pick<SubmitFlags, "store" | "shared">,
  file: string,
  flag: string,
) {
  const named = yield* nameForRunner(flags, file)
  // A store in a file and a folder that machines share contradict each other, which is said later.
  if (flags.store === undefined || flags.shared !== undefined) return named
  if ((yield* settleOutput(file, flag)) === standardOutput) {
    return yield* new UsageError({
      problem: `${flag} ${file} is stdout, and a runner writes its journeys' rows into files`,
      remedy: "Name a file.",
    })
  }
  yield* checkNotStore(flags, file, `${flag} ${file}`)
  const { basename, dirname, join } = yield* Path.Path
  return join(yield* realName(dirname(named)), basename(named))
})
