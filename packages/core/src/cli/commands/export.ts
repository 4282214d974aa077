import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import { InvalidRequest } from "../../failure/InvalidRequest.ts"
import { operations } from "../../wire/Operation.ts"
import { readRequestBody } from "../../wire/readRequest.ts"
import { optional, outputFlag, planFlag } from "../commandFlags.ts"
import { settingsOfRun } from "../connect.ts"
import { explain, explanationText } from "../explain.ts"
import { type ExportOrder, requestOf, runExport } from "../exportJourney.ts"
import { beginJourney } from "../Journeys.ts"
import { settleOutput, standardOutput } from "../OutputTarget.ts"
import { parseWhere } from "../parseWhere.ts"
import { present } from "../present.ts"
import { root } from "../root.ts"
import { settingsToKeep } from "../settingsToKeep.ts"
import { formatOfName } from "../rowFormat.ts"
import { UsageError } from "../UsageError.ts"
import { needsOutput } from "./download.ts"

const formats = ["csv", "ndjson", "ics"] as const

const fieldsIn = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "")

const formatOf = Effect.fnUntraced(function* (
  wanted: ExportOrder["format"] | undefined,
  target: string,
): Effect.fn.Return<ExportOrder["format"], UsageError> {
  const named = formatOfName(target)
  if (wanted !== undefined) return wanted
  if (named !== "zip") return named ?? "csv"
  return yield* new UsageError({
    problem: "An export is rows of many archives, and cannot be one zip",
    remedy: "Name a file that ends in .csv or .ndjson.",
  })
})

const explainExport = Effect.fnUntraced(function* (order: ExportOrder) {
  const { emulator } = yield* root
  const settings = yield* settingsOfRun(emulator)
  const isCalendar = order.format === "ics"
  const request = isCalendar
    ? { ...requestOf(order), module: "Events" as const, fileType: "ics" as const, fields: [] }
    : requestOf(order)
  const body = readRequestBody(settings.apiVersion, request)
  if (Result.isFailure(body)) return yield* new InvalidRequest(body.failure)
  const text = JSON.stringify(body.success)
  const requests = [
    explain(outgoingRequest(settings, operations.createReadJob, { body: { type: "application/json", text } })),
    explain(outgoingRequest(settings, operations.getReadJob, { jobId: "0" })),
    explain(outgoingRequest(settings, operations.downloadReadResult, { jobId: "0" })),
  ]
  const plan = {
    creditsPerPage: 50 + 1,
    creditsPerLook: 1,
    recordsPerPage: isCalendar ? 20_000 : 200_000,
  }
  return { requests, plan }
})

/** `zoho-bulk export <module>`: all records of a module that are asked for, as one stream of rows. */
export const exportCommand = Command.make(
  "export",
  {
    module: Argument.String("module").pipe(Argument.withDescription("API name of the module, such as Contacts")),
    fields: Flag.String("fields").pipe(
      Flag.withMetavar("<field,...>"),
      Flag.withDescription("API names of the fields; without it, every field of the module"),
      Flag.filter(
        (text) => fieldsIn(text).length > 0,
        () => "names of fields, or no --fields at all for every field",
      ),
      Flag.optional,
      Flag.map((text) => fieldsIn(Option.getOrElse(text, () => ""))),
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
    dropRefusedFields: Flag.Boolean("drop-refused-fields").pipe(
      Flag.withDescription("leave out fields that bulk read refuses, instead of stopping"),
      Flag.withDefault(false),
    ),
    plan: planFlag("show what would be done and what it costs, and do nothing"),
  },
  Effect.fnUntraced(function* ({ dropRefusedFields, fields, format, module, output, plan, view, where }) {
    const target = yield* settleOutput(output)
    const condition = where === undefined ? undefined : yield* parseWhere(where)
    const order: ExportOrder = {
      module,
      ...(fields.length === 0 ? {} : { fields }),
      ...(condition === undefined ? {} : { where: condition as unknown as Schema.Json }),
      ...(view === undefined ? {} : { cvid: view }),
      ...(dropRefusedFields ? { dropRefusedFields } : {}),
      format: yield* formatOf(format, target),
    }
    if (order.format === "ics" && module !== "Events") {
      return yield* new UsageError({
        problem: `Zoho has no calendar entries of ${module}`,
        remedy: "Export Events as ics, or another format.",
      })
    }
    const { emulator, explain: isExplained } = yield* root
    const explained = yield* explainExport(order)
    if (isExplained || plan) {
      const words = (style: Parameters<Parameters<typeof present>[1]>[0]) =>
        isExplained
          ? explained.requests.map((each) => explanationText(style, each)).join("\n\n")
          : `One read job for each ${explained.plan.recordsPerPage} records of ${module}: ${explained.plan.creditsPerPage} credits each, and 1 for each look at how it is doing.\nRows go to ${target === standardOutput ? "stdout" : target} as ${order.format}.`
      return yield* present(isExplained ? { requests: explained.requests } : explained.plan, words)
    }
    yield* needsOutput(target)
    const settings = yield* settingsToKeep
    const { format: _, ...others } = order
    const journey = emulator
      ? Option.none()
      : yield* beginJourney({
          command: "export",
          module,
          settings,
          request: { ...others, format: order.format } as Schema.Json,
          output: target,
        })
    yield* runExport(journey, order, target, emulator ? {} : settings)
  }),
).pipe(
  Command.withDescription(
    "Exports a module as one stream of rows. Costs 51 credits for each 200,000 records, and 1 a look.",
  ),
  Command.withExamples([
    { command: "zoho-bulk export Contacts --fields Last_Name,Email --emulator", description: "To stdout, as CSV" },
    {
      command: `zoho-bulk export Deals --where 'Amount > 10000 and Stage != "Closed Lost"' --output deals.ndjson`,
      description: "Some records, to a file",
    },
  ]),
)
