import { assert, it } from "@effect/vitest"
import { commands } from "../../fuzz/commands/commands.ts"
import { fuzz, lineOf, patience } from "../../support/fuzzing.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** The runtimes share the cases: each draws from another seed. */
const share = [commands.name, "--cases", "1000", "--seed", thisRuntime === "node" ? "1" : "2"]

it(
  "a whole command ends with a code of ours and says what happened, whatever it is given, in 1,000 cases",
  async () => {
    const { stdout } = await fuzz(share)
    assert.match(lineOf(stdout, commands.name), /^1\d{3} cases .* 0 found$/, stdout)
  },
  patience,
)
