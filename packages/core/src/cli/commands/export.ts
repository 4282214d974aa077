import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import { operations } from "../../wire/Operation.ts"
import { optional, outputFlag, planFlag } from "../flags/commandFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import { settingsOfRun } from "../run/connect.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { type SavedExport, rehearseExport, runExport } from "../journeys/exportJourney.ts"
import { beginJourney } from "../journeys/Journeys.ts"
import { settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { namesIn } from "../flags/namesIn.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { root } from "../flags/root.ts"
import { checkSafeCells, safeCellsFlag } from "../rows/safeCellsFlag.ts"
import { checkRowsToStdout, usualFormat } from "../rows/rowsToStdout.ts"
import { placeOfRun } from "../journeys/placeOfRun.ts"
import { formatOfName } from "../rows/rowFormat.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"

const formats = ["csv", "ndjson", "ics"] as const

const formatOf = Effect.fnUntraced(function* (
  wanted: SavedExport["format"] | undefined,
  target: string,
): Effect.fn.Return<SavedExport["format"], UsageError, Effect.Services<typeof root>> {
  const named = formatOfName(target)
  if (wanted !== undefined) return wanted
  if (named !== "zip") return named ?? (yield* usualFormat(target))
  return yield* new UsageError({
    problem: "An export is rows of many archives, and cannot be one zip",
    remedy: "Name a file that ends in .csv or .ndjson.",
  })
})

/** The most records that one job gives (Zoho's bulk-read pages). */
const recordsPerPage = ({ format }: SavedExport): number => (format === "ics" ? 20_000 : 200_000)

const planExport = (saved: SavedExport, jobsPerPage: number) => ({
  creditsPerPage: jobsPerPage * (operations.createReadJob.credits + operations.downloadReadResult.credits),
  creditsPerLook: operations.getReadJob.credits,
  recordsPerPage: recordsPerPage(saved),
  ...(jobsPerPage === 1 ? {} : { jobsPerPage }),
})

/** `zoho-bulk export <module>`: all records of a module that are asked for, as one stream of rows. */
export const exportCommand = Command.make(
  "export",
  {
    module: Argument.String("module").pipe(Argument.withDescription("API name of the module, such as Contacts")),
    fields: optional(
      Flag.String("fields").pipe(
        Flag.withMetavar("<field,...>"),
        Flag.withDescription("API names of the fields; without it, every field of the module"),
        Flag.filter(
          (text) => namesIn(text).length > 0,
          () => "names of fields, or no --fields at all for every field",
        ),
        Flag.map(namesIn),
      ),
    ),
    where: optional(
      Flag.String("where").pipe(
        Flag.withMetavar("<condition>"),
        Flag.withDescription(
          "which records: 'Last_Name starts_with \"P\" and Amount > 100', or Zoho's criteria in JSON",
        ),
      ),
    ),
    view: optional(
      Flag.String("view").pipe(
        Flag.withMetavar("<id>"),
        Flag.withDescription("id of a custom view, whose conditions apply as well"),
      ),
    ),
    output: outputFlag,
    format: optional(
      Flag.Literals("format", formats).pipe(
        Flag.withDescription("by default what the file's name ends in, else csv; ics is for Events"),
      ),
    ),
    safeCells: safeCellsFlag,
    dropRefusedFields: Flag.Boolean("drop-refused-fields").pipe(
      Flag.withDescription("leave out fields that bulk read refuses, instead of stopping"),
      Flag.withDefault(false),
    ),
    timeout: journeyTimeout,
    plan: planFlag("show what would be done and what it costs, and do nothing"),
  },
  Effect.fnUntraced(function* ({
    dropRefusedFields,
    fields,
    format,
    module,
    output,
    plan,
    safeCells,
    timeout,
    view,
    where,
  }) {
    const target = yield* settleOutput(output)
    const condition = where === undefined ? undefined : yield* parseWhere(where)
    const saved: SavedExport = {
      module,
      ...(fields === undefined ? {} : { fields }),
      ...(condition === undefined ? {} : { where: condition as unknown as Schema.Json }),
      ...(view === undefined ? {} : { cvid: view }),
      ...(dropRefusedFields ? { dropRefusedFields } : {}),
      format: yield* formatOf(format, target),
      ...(safeCells ? { safeCells } : {}),
    }
    yield* checkSafeCells(safeCells, saved.format)
    if (saved.format === "ics" && module !== "Events") {
      return yield* new UsageError({
        problem: `Zoho has no calendar entries of ${module}`,
        remedy: "Export Events as ics, or another format.",
      })
    }
    const { emulator, explain } = yield* root
    const requests = yield* rehearseExport(saved, yield* settingsOfRun(emulator))
    if (explain) return yield* presentRequests(requests, { access: yield* journeyAccess([target]) })
    if (plan) {
      const present = yield* presenter("exportPlan")
      const orders = requests.filter(({ context }) => context.operation === operations.createReadJob.name).length
      const planned = planExport(saved, orders)
      const jobs = orders === 1 ? "One read job" : `${orders} read jobs, which share the fields,`
      return yield* present(
        planned,
        () =>
          say`${jobs} for each ${planned.recordsPerPage} records of ${module}: ${planned.creditsPerPage} credits each, and 1 for each look at how it is doing.\nRows go to ${target === standardOutput ? "stdout" : target} as ${saved.format}.`,
      )
    }
    yield* checkRowsToStdout(target, saved.format)
    const present = yield* presenter("export")
    const journey = emulator
      ? Option.none()
      : yield* beginJourney({
          command: "export",
          module,
          ...(yield* placeOfRun),
          request: saved,
          output: target,
        })
    yield* runExport(journey, saved, target, present, timeout)
  }),
).pipe(
  withLesson({
    does: "Exports a module as one stream of rows.",
    credits: "51 for each 200,000 records, and 1 a look",
    asks: [operations.createReadJob, operations.getReadJob, operations.downloadReadResult],
  }),
  Command.withExamples([
    { command: "zoho-bulk export Contacts --fields Last_Name,Email --emulator", description: "To stdout, as CSV" },
    {
      command: `zoho-bulk export Deals --where 'Amount > 10000 and Stage != "Closed Lost"' --output deals.ndjson`,
      description: "Some records, to a file",
    },
  ]),
)
