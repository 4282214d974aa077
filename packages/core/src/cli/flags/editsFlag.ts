import * as Flag from "effect/cli/Flag"
import { deeds } from "../../emulator/model/Edit.ts"
import { readEdits } from "../../emulator/model/readOptions.ts"
import { optional } from "./commandFlags.ts"
import { readScript } from "./scriptFile.ts"

const example = '[{"after": "90s", "module": "Leads", "delete": "4150868013000000001"}]'

/** The file that scripts what people do to the emulated organisation. */
export const editsFlag = optional(
  Flag.String("edits").pipe(
    Flag.withMetavar("<file>"),
    Flag.withDescription(
      `what people change meanwhile, as JSON: ${example}; each does one of ${deeds.join(", ")} (docs/emulator.md)`,
    ),
  ),
)

/** Reads the edits of a file; without a file there are none. */
export const readEditsFile = readScript({ flag: "--edits", of: "edits", example, read: readEdits })
