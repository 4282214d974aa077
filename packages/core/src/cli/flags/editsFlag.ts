import * as Flag from "effect/cli/Flag"
import { deeds, type Edit } from "../../emulator/model/Edit.ts"
import { readEdits } from "../../emulator/model/readOptions.ts"
import { optional } from "./commandFlags.ts"
import type { Script } from "./scriptFile.ts"

const example = '[{"after": "90s", "module": "Leads", "delete": "4150868013000000001"}]'

/** The file that scripts what changes in the emulated organisation. */
export const editsFlag = optional(
  Flag.String("edits").pipe(
    Flag.withMetavar("<file>"),
    Flag.withDescription(
      `changes to the organisation, and when they happen, as JSON or one edit on each line: ${example}; each does one of ${deeds.join(", ")}; see docs/emulator.md`,
    ),
  ),
)

/** How such a file is read; a program may have written many of them. */
export const editsScript: Script<Edit> = {
  flag: "--edits",
  items: "edits",
  example,
  mostBytes: 64 * 2 ** 20,
  mayBeLines: true,
  read: readEdits,
}
