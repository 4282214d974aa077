import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { Fault } from "../../emulator/model/Fault.ts"
import { readFaults } from "../../emulator/model/readOptions.ts"
import { OperationName } from "../../wire/Operation.ts"
import { UsageError } from "../failure/UsageError.ts"
import { optional } from "./commandFlags.ts"
import type { Script } from "./scriptFile.ts"

/** The file that scripts what goes wrong on the emulator, by the flag's name and by its old one. */
export const faultsFlags = {
  faults: optional(
    Flag.String("faults").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription(
        `what goes wrong, as JSON: [{"operation": "getReadJob", "nth": 1, "does": "throttled"}]; does is one of ${Fault.fields.does.literals.join(", ")}; operation is one of ${OperationName.literals.join(", ")}`,
      ),
    ),
  ),
  mishaps: optional(
    Flag.String("mishaps").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("the old name of --faults"),
      Flag.withHidden,
    ),
  ),
}

/** What the two flags were given. */
export interface FaultsFlags {
  readonly faults: string | undefined
  readonly mishaps: string | undefined
}

/** Finds the file that was named, by whichever name of the flag. */
export const faultsFile = ({ faults, mishaps }: FaultsFlags): Effect.Effect<string | undefined, UsageError> =>
  faults === undefined || mishaps === undefined
    ? Effect.succeed(faults ?? mishaps)
    : Effect.fail(
        new UsageError({
          problem: "--faults and --mishaps were both given",
          remedy: "Use --faults alone: --mishaps is its old name.",
        }),
      )

/** How such a file is read. */
export const faultsScript: Script<Fault> = {
  flag: "--faults",
  items: "faults",
  example: '[{"operation": "getReadJob", "nth": 1, "does": "throttled"}]',
  mostBytes: 2 ** 20,
  read: readFaults,
}
