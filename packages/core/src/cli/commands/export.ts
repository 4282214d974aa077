import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import { operations } from "../../wire/Operation.ts"
import { optional, outputFlag, planFlag } from "../flags/commandFlags.ts"
import { exportFlags } from "../flags/exportFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import type { NowAndZone } from "../../domain/readTime.ts"
import { type AskedExport, type NamedExport, namedExport } from "../../transfer/exports/namedExport.ts"
import { countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { exportFormats, type SavedExport, rehearseExport, runExport } from "../journeys/exportJourney.ts"
import { checkOutputsFree } from "../journeys/checkOutputs.ts"
import { beginJourney, onList } from "../journeys/Journeys.ts"
import { settleOutput } from "../output/OutputTarget.ts"
import { timeZoneFlag, timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { maxCreditsFlag } from "../flags/maxCreditsFlag.ts"
import {
  asTyped,
  asTypedWords,
  isAnyAsked,
  namedUnasked,
  orOtherModule,
  rehearseNames,
  tellNames,
} from "../journeys/nameExport.ts"
import type { AskedWords } from "../journeys/AskedWords.ts"
import { changedSince, settleSince, sinceLast, tellSince } from "../journeys/sinceLast.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { presenter } from "../output/present.ts"
import { root } from "../flags/root.ts"
import { checkSafeCells, safeCellsFlag } from "../rows/safeCellsFlag.ts"
import { checkRowsToStdout, usualFormat } from "../rows/rowsToStdout.ts"
import { placeOfRun } from "../journeys/placeOfRun.ts"
import { planExport, planText } from "../journeys/planExport.ts"
import { formatOfName } from "../rows/rowFormat.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"

const formatOf = Effect.fnUntraced(function* (
  wanted: SavedExport["format"] | undefined,
  target: string,
): Effect.fn.Return<SavedExport["format"], UsageError, Effect.Services<typeof root>> {
  const named = yield* formatOfName("--output", target, [...exportFormats, "zip"], wanted)
  if (named !== "zip") return named ?? (yield* usualFormat(target))
  return yield* new UsageError({
    problem: "An export joins the rows of many archives, and cannot be written as a zip",
    remedy: "Name a file that ends in .csv or .ndjson.",
  })
})

/** What is asked for, as its journey remembers it. */
const savedOf = (
  { cvid, fields, module, types, where }: Omit<NamedExport, "dependsOnZone" | "leftOut" | "unread">,
  more: Pick<SavedExport, "asked" | "dropRefusedFields" | "format" | "limit" | "safeCells" | "since">,
): SavedExport => ({
  module,
  ...(fields === undefined ? {} : { fields }),
  ...(where === undefined ? {} : { where: where as unknown as Schema.Json }),
  ...(cvid === undefined ? {} : { cvid }),
  ...more,
  ...(types === undefined ? {} : { types }),
})

/** `zoho-bulk export <module>`: all records of a module that are asked for, as one stream of rows. */
export const exportCommand = Command.make(
  "export",
  {
    module: Argument.String("module").pipe(
      Argument.withDescription('API name or label of the module, such as Contacts or "Sales Orders"'),
    ),
    fields: exportFlags.fields,
    where: exportFlags.where,
    since: optional(
      Flag.String("since").pipe(
        Flag.withMetavar("<time>"),
        Flag.withDescription(
          "only records changed since then: last (the last such export to the same output), or a time such as '2 days ago' (docs/where.md); the output is replaced, and contains only the changes",
        ),
      ),
    ),
    view: exportFlags.view,
    limit: optional(
      Flag.Int("limit").pipe(
        Flag.withMetavar("<number>"),
        Flag.withDescription("maximum rows to export; pages that are not needed are not ordered"),
        Flag.filter(
          (count) => count >= 1,
          () => "a number of rows, 1 or more",
        ),
      ),
    ),
    output: outputFlag,
    format: optional(
      Flag.Literals("format", exportFormats).pipe(
        Flag.withAlias("f"),
        Flag.withDescription("by default chosen by the file name, otherwise csv; ics is for Events"),
      ),
    ),
    safeCells: safeCellsFlag,
    dropRefusedFields: exportFlags.dropRefusedFields,
    timeZone: timeZoneFlag,
    noMetadata: Flag.Boolean("no-metadata").pipe(
      Flag.withDescription("use names and values as typed, without looking them up in the organisation"),
      Flag.withDefault(false),
    ),
    maxCredits: maxCreditsFlag,
    timeout: journeyTimeout,
    plan: planFlag("show what would be done and what it costs, and do nothing"),
  },
  Effect.fnUntraced(function* ({
    dropRefusedFields,
    fields,
    format,
    limit,
    maxCredits,
    module,
    noMetadata,
    output,
    plan,
    safeCells,
    since,
    timeout,
    timeZone: zone,
    view,
    where,
  }) {
    if (limit !== undefined && since !== undefined) {
      return yield* new UsageError({
        problem: "--limit and --since contradict each other: records past the limit would never be read",
        remedy: "Leave one of them out.",
      })
    }
    const target = yield* settleOutput(output)
    const words: AskedWords = {
      module,
      ...(fields === undefined ? {} : { fields }),
      ...(where === undefined ? {} : { where }),
      ...(view === undefined ? {} : { view }),
      ...(since === undefined ? {} : { since: since.trim() }),
    }
    const at: NowAndZone = { now: yield* DateTime.now, timeZone: yield* timeZoneOfRun(zone) }
    const { emulator, explain } = yield* root
    const settings = yield* settingsOfRun(emulator)
    const same = { words, output: target, host: settings.hosts.api.host }
    const changedFrom = emulator && since === sinceLast ? undefined : yield* settleSince(since, same, at)
    const saves = {
      asked: words,
      ...(dropRefusedFields ? { dropRefusedFields } : {}),
      format: yield* formatOf(format, target),
      ...(safeCells ? { safeCells } : {}),
      ...(limit === undefined ? {} : { limit }),
      ...(changedFrom === undefined ? {} : { since: changedFrom }),
    }
    const isAll = fields?.length === 1 && fields[0] === "all"
    const asked: AskedExport = {
      module,
      fields: isAll ? "all" : fields,
      where: changedSince(where === undefined ? undefined : yield* parseWhere(where), changedFrom),
      view,
      needsTypes: saves.format === "ndjson",
    }
    const given = yield* asTyped(asked, at)
    const asGiven = savedOf(given, saves)
    yield* checkSafeCells(safeCells, saves.format)
    if (saves.format === "ics" && limit !== undefined) {
      return yield* new UsageError({
        problem: "--limit counts rows, and calendar entries are not rows",
        remedy: "Leave --limit out, or export csv or ndjson.",
      })
    }
    if (saves.format === "ics" && module !== "Events") {
      return yield* new UsageError({
        problem: `Zoho has no calendar entries of ${module}`,
        remedy: "Export Events as ics, or another format.",
      })
    }
    const asks = noMetadata ? [] : yield* rehearseNames(asked, settings)
    if (explain || plan) {
      const known = noMetadata ? undefined : yield* namedUnasked(asked, at)
      const shown = savedOf(known ?? given, saves)
      const orders = yield* rehearseExport(shown, settings)
      if (explain) {
        const access = yield* journeyAccess([target])
        const isAsTyped = known === undefined && asks.length > 0
        return yield* presentRequests([...asks, ...orders], { access, ...(isAsTyped ? { words: asTypedWords } : {}) })
      }
      const present = yield* presenter("exportPlan")
      const jobs = orders.filter(({ context }) => context.operation === operations.createReadJob.name).length
      const planned = planExport(shown, jobs, asks.length)
      return yield* present(planned, ({ call }) => planText(planned, shown, target, call))
    }
    yield* rehearseExport(asGiven, settings)
    yield* checkRowsToStdout(target, saves.format)
    const present = yield* presenter("export")
    yield* tellHidden
    const credits = countedFrom(maxCredits)
    const timeZone = zone ?? DateTime.zoneToString(at.timeZone)
    const run = Effect.fnUntraced(function* (named: NamedExport) {
      const saved = savedOf(named, saves)
      const begin = Effect.gen(function* () {
        const asked = { command: "export", request: saved, output: target } as const
        yield* checkOutputsFree(asked)
        return yield* beginJourney({ ...asked, module: named.module, ...(yield* placeOfRun) })
      })
      const journey = emulator ? Option.none() : yield* onList(begin)
      const about = {
        ...(named.leftOut.length === 0 ? {} : { leftOutFields: named.leftOut.map(({ field }) => field) }),
        ...(named.dependsOnZone ? { timeZone } : {}),
      }
      yield* runExport(journey, saved, target, present, { timeout, credits, about })
    })
    yield* Effect.gen(function* () {
      const named = noMetadata ? given : yield* countCredits(credits)(namedExport(asked, at))
      if (since !== undefined) yield* tellSince(module, changedFrom)
      yield* tellNames(named, saves.format === "ndjson", timeZone)
      yield* noMetadata || isAnyAsked(asked) ? run(named) : orOtherModule(named, run, credits)
    }).pipe(Effect.provide(layerConnection))
  }),
).pipe(
  withLesson({
    does: "Exports a module as one stream of rows.",
    credits:
      "51 for each 200,000 records, and 1 for each status check; 1 for the fields of a module if they are not known yet",
    asks: [
      operations.createReadJob,
      operations.getReadJob,
      operations.downloadReadResult,
      operations.getFields,
      operations.getModules,
      operations.getCustomViews,
    ],
    ends: {
      jobFailed: "a job failed",
      stillRunning: "not finished in time: resume continues it",
      outcomeUnknown: "a job was ordered and the answer was lost: see resume --help",
      rejectedRows: "done, except for records that changed during the export",
    },
  }),
  Command.withExamples([
    { command: "zoho-bulk export Contacts --fields Last_Name,Email --emulator", description: "To stdout, as CSV" },
    {
      command: "zoho-bulk export Deals --since last --output deals.csv",
      description: "Records changed since the last export; the first time, all records",
    },
    {
      command: `zoho-bulk export Deals --where 'Amount > 10000 and Stage != "Closed Lost"' --output deals.ndjson`,
      description: "Some records, to a file",
    },
  ]),
)
