import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { memoryJournal } from "../../transfer/journal/layerJournalMemory.ts"
import { splitRows } from "../../transfer/imports/splitRows.ts"
import { operations } from "../../wire/Operation.ts"
import { optional, planFlag } from "../flags/commandFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import { settingsOfRun } from "../run/connect.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { checkNotBegun, withDigest } from "../journeys/checkNotBegun.ts"
import { type SavedImport, rehearseImport, runImport } from "../journeys/importJourney.ts"
import { settleInput } from "../rows/inputFile.ts"
import { inputRows } from "../rows/inputRows.ts"
import { beginJourney, onList } from "../journeys/Journeys.ts"
import { settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { amount } from "../output/amount.ts"
import { formatOfName } from "../rows/rowFormat.ts"
import { root } from "../flags/root.ts"
import { placeOfRun } from "../journeys/placeOfRun.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"

const parseMap = (text: string): ReadonlyArray<{ readonly column: string; readonly field: string }> | undefined => {
  const pairs = text.split(",").map((pair) => /^\s*(.+?)\s*=\s*([\w$.]+)\s*$/.exec(pair))
  return pairs.every((pair) => pair !== null)
    ? pairs.map(([, column = "", field = ""]) => ({ column, field }))
    : undefined
}

const planImport = Effect.fnUntraced(function* (saved: SavedImport) {
  const parts = yield* splitRows(
    { ...memoryJournal(), keep: (_name, bytes) => Stream.runDrain(bytes) },
    inputRows(saved.file, saved.format),
  )
  const rows = parts.reduce((sum, each) => sum + each, 0)
  return {
    module: saved.module,
    operation: saved.operation,
    rows,
    jobs: parts.length,
    credits: parts.length * (operations.uploadFile.credits + operations.createWriteJob.credits + 1),
    creditsPerLook: 1,
  }
})

/** `zoho-bulk import <file>`: writes rows, and says what became of each. */
export const importCommand = Command.make(
  "import",
  {
    file: Argument.String("file").pipe(Argument.withDescription("CSV or NDJSON; - is stdin")),
    module: Flag.String("module").pipe(Flag.withDescription("API name of the module, such as Leads (required)")),
    operation: Flag.Literals("operation", ["insert", "update", "upsert"]).pipe(
      Flag.withDescription("what is done with the rows (required)"),
    ),
    findBy: optional(
      Flag.String("find-by").pipe(
        Flag.withMetavar("<field>"),
        Flag.withDescription("unique field by which records are found; needed to update and upsert"),
      ),
    ),
    map: optional(
      Flag.String("map").pipe(
        Flag.withMetavar("<column=field,...>"),
        Flag.withDescription("which columns go to which fields; without it, each to the field that its header names"),
        Flag.filter(
          (text) => parseMap(text) !== undefined,
          (text) => `columns and fields as "Surname=Last_Name,Firm=Company", not ${text}`,
        ),
        Flag.map((text) => parseMap(text) ?? []),
      ),
    ),
    ignoreEmpty: Flag.Boolean("ignore-empty").pipe(
      Flag.withDescription("leave fields as they are where a cell is empty"),
      Flag.withDefault(false),
    ),
    rejects: optional(
      Flag.String("rejects").pipe(
        Flag.withMetavar("<file>"),
        Flag.withDescription("where the rows go that were not taken, with why; mend them and import the file"),
      ),
    ),
    format: optional(
      Flag.Literals("format", ["csv", "ndjson"]).pipe(
        Flag.withDescription("by default what the file's name ends in, else csv"),
      ),
    ),
    again: Flag.Boolean("again").pipe(
      Flag.withDescription("import the file once more, though an import of it is unfinished or has left rows unknown"),
      Flag.withDefault(false),
    ),
    timeout: journeyTimeout,
    plan: planFlag("read the rows, show what would be done and what it costs, and send nothing"),
  },
  Effect.fnUntraced(function* ({
    again,
    file,
    findBy,
    format,
    ignoreEmpty,
    map,
    module,
    operation,
    plan,
    rejects,
    timeout,
  }) {
    if (operation !== "insert" && findBy === undefined) {
      return yield* new UsageError({
        problem: `To ${operation}, --find-by is missing`,
        remedy: "Name a unique field of the module, such as id.",
      })
    }
    if (operation === "insert" && findBy !== undefined) {
      return yield* new UsageError({
        problem: "--find-by is for update and upsert: an insert looks for no records",
        remedy:
          "Leave --find-by out; or choose --operation upsert, which changes the records that it finds and adds the others.",
      })
    }
    const target = rejects === undefined ? undefined : yield* settleOutput(rejects, "--rejects")
    const input = yield* settleInput(file)
    const named = rejects === undefined ? undefined : formatOfName(rejects)
    if (named === "zip" || named === "ics") {
      return yield* new UsageError({
        problem: `--rejects ${rejects} would hold rows, which are no ${named}`,
        remedy: "Name a file that ends in .csv or .ndjson.",
      })
    }
    if (target === input && target !== standardOutput) {
      return yield* new UsageError({
        problem: `--rejects ${rejects} is the file that is imported`,
        remedy: "Name another file for the rows that are not taken.",
      })
    }
    const saved: SavedImport = {
      file: input,
      module,
      operation,
      ...(format === undefined ? {} : { format }),
      ...(findBy === undefined ? {} : { findBy }),
      ...(map === undefined ? {} : { columns: map }),
      ...(ignoreEmpty ? { ignoreEmpty } : {}),
      ...(target === undefined ? {} : { rejects: target }),
    }
    const { emulator, explain } = yield* root
    if (explain) {
      const requests = yield* rehearseImport(saved, yield* settingsOfRun(emulator))
      return yield* presentRequests(requests, { access: yield* journeyAccess([rejects], [input]) })
    }
    if (plan) {
      const present = yield* presenter("importPlan")
      const planned = yield* planImport(saved)
      return yield* present(
        planned,
        () =>
          say`${amount(planned.rows, "row")} in ${amount(planned.jobs, "write job")}: ${amount(planned.credits, "credit")}, and 1 for each look at how they are doing.`,
      )
    }
    const present = yield* presenter("import")
    if (emulator) return yield* runImport(Option.none(), saved, present, timeout)
    const request = yield* withDigest(saved)
    const place = yield* placeOfRun
    const begun = yield* onList(
      Effect.gen(function* () {
        if (!again) yield* checkNotBegun(request, place)
        return yield* beginJourney({ command: "import", module, ...place, request, output: target ?? "-" })
      }),
    )
    yield* runImport(begun, saved, present, timeout)
  }),
).pipe(
  withLesson({
    does: "Writes rows of any number, and says what became of each.",
    credits: "502 for each 25,000 rows, and 1 a look",
    asks: [
      operations.getOrganization,
      operations.uploadFile,
      operations.createWriteJob,
      operations.getWriteJob,
      operations.downloadWriteResult,
    ],
  }),
  Command.withExamples([
    {
      command: "zoho-bulk import leads.csv --module Leads --operation insert --rejects rejects.csv",
      description: "New records; what was not taken goes to a file",
    },
    {
      command: "zoho-bulk import contacts.ndjson --module Contacts --operation upsert --find-by Email",
      description: "New and changed records",
    },
  ]),
)
