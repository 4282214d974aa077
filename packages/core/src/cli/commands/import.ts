import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import { operations } from "../../wire/Operation.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { importFlags } from "../rows/importFlags.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { checkHeader } from "../journeys/checkHeader.ts"
import { checkNotBegun, withDigest } from "../journeys/checkNotBegun.ts"
import { checkOutputsFree } from "../journeys/checkOutputs.ts"
import { checkSaved } from "../journeys/checkSaved.ts"
import { type SavedImport, rehearseImport, runImport } from "../journeys/importJourney.ts"
import { beginJourney, onList } from "../journeys/Journeys.ts"
import { placeOfRun } from "../journeys/placeOfRun.ts"
import { asTypedWords } from "../journeys/nameExport.ts"
import { nothingImported } from "../journeys/planImport.ts"
import { presentCheck } from "../journeys/presentCheck.ts"
import { rehearseCheck } from "../journeys/rehearseCheck.ts"
import { savedUnasked } from "../journeys/savedUnasked.ts"
import { type Settled, settleChecked } from "../journeys/settleChecked.ts"
import { formatOfTold } from "../journeys/writeOutcomes.ts"
import { keepingEarlier } from "../output/keepingEarlier.ts"
import { removeOutput, settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { makeProgress } from "../progress/makeProgress.ts"
import { say } from "../output/Words.ts"
import { withSpellings } from "../rows/columnSpellings.ts"
import { holdInput } from "../rows/heldInput.ts"
import { nameOfInput, settleInput } from "../rows/inputFile.ts"
import { openInput } from "../rows/inputRows.ts"
import { sentColumns } from "../rows/sentColumns.ts"
import { settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"
import { whereConnected } from "../run/whereConnected.ts"

/** Refuses targets that are the same file, or the one that is imported. */
const checkTargets = Effect.fnUntraced(function* (
  input: string,
  targets: ReadonlyArray<
    readonly [flag: "--rejects" | "--results", named: string | undefined, target: string | undefined]
  >,
) {
  for (const [flag, named, target] of targets) {
    if (target === undefined) continue
    yield* formatOfTold(flag, target)
    if (target === input && target !== standardOutput) {
      return yield* new UsageError({
        problem: `${flag} ${named} is the file being imported`,
        remedy: `Name another file for the rows${flag === "--rejects" ? " that are not accepted" : ""}.`,
      })
    }
  }
  const [[, , rejects] = [], [, , results] = []] = targets
  if (rejects === undefined || rejects !== results) return
  return yield* new UsageError({
    problem: "--rejects and --results name the same file",
    remedy:
      "Name another file for one of them: the results have all rows, the rejects only those that were not accepted.",
  })
})

/** `zoho-bulk import <file>`: writes rows, and says what became of each. */
export const importCommand = Command.make(
  "import",
  {
    file: Argument.String("file").pipe(Argument.withDescription("CSV or NDJSON; - is stdin")),
    module: Flag.String("module").pipe(
      Flag.withAlias("m"),
      Flag.withDescription('API name or label of the module, such as Leads or "Sales Orders" (required)'),
    ),
    operation: Flag.Literals("operation", ["insert", "update", "upsert"]).pipe(
      Flag.withDescription("what to do with the rows (required)"),
    ),
    ...importFlags,
  },
  Effect.fnUntraced(function* ({
    again,
    check: checkOnly,
    dateFormats,
    encoding,
    file,
    findBy,
    format,
    ignoreEmpty,
    lookups,
    map,
    maxCredits,
    module,
    noCheck,
    only,
    operation,
    plan,
    rejects,
    results,
    timeout,
    timeZone,
  }) {
    if (operation !== "insert" && findBy === undefined) {
      return yield* new UsageError({
        problem: `--operation ${operation} requires --find-by`,
        remedy: "Name a unique field of the module, such as id.",
      })
    }
    if (operation === "insert" && findBy !== undefined) {
      return yield* new UsageError({
        problem: "--find-by is for update and upsert: an insert does not look for records",
        remedy:
          "Leave --find-by out; or choose --operation upsert, which changes the records that it finds and adds the others.",
      })
    }
    if (checkOnly && noCheck) {
      return yield* new UsageError({
        problem: "--check and --no-check contradict each other",
        remedy: "Leave one of them out.",
      })
    }
    if (timeZone !== undefined && noCheck) {
      return yield* new UsageError({
        problem: "--time-zone requires the check, which finds the columns that contain times",
        remedy: "Leave --no-check out; or write the times with their offset, such as 2026-01-31T09:00:00+05:30.",
      })
    }
    const target = rejects === undefined ? undefined : yield* settleOutput(rejects, "--rejects")
    const resultsTarget = results === undefined ? undefined : yield* settleOutput(results, "--results")
    const input = yield* settleInput(file)
    yield* checkTargets(input, [
      ["--rejects", rejects, target],
      ["--results", results, resultsTarget],
    ])
    const [dateFormat, ...otherFormats] = dateFormats.filter(({ column }) => column === undefined)
    if (otherFormats.length > 0 || (dateFormat !== undefined && noCheck)) {
      return yield* new UsageError({
        problem: noCheck
          ? "--date-format does not name a column, and without a check it is not known which columns contain dates"
          : "--date-format is given twice without a column",
        remedy: "Name the column: --date-format 'Closing Date=dd/MM/yyyy'.",
      })
    }
    const reading = { file: input, format, encoding, ignoreEmpty }
    const opened = yield* openInput(reading)
    const { header } = opened
    const { columns: mapped, notSent } = yield* header.length === 0
      ? Effect.succeed({ columns: undefined, notSent: [] })
      : sentColumns(header, map, only)
    const ofColumns = dateFormats.flatMap(({ column, value }) => (column === undefined ? [] : [{ column, value }]))
    const columns = header.length === 0 ? mapped : yield* withSpellings(header, mapped, lookups, ofColumns)
    const saved: SavedImport = {
      file: input,
      module,
      operation,
      ...(format === undefined ? {} : { format }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(findBy === undefined ? {} : { findBy }),
      ...(columns === undefined ? {} : { columns }),
      ...(notSent.length === 0 ? {} : { notSent }),
      ...(ignoreEmpty ? { ignoreEmpty } : {}),
      ...(target === undefined ? {} : { rejects: target }),
      ...(resultsTarget === undefined ? {} : { results: resultsTarget }),
    }
    const { emulator, explain } = yield* root
    if (explain && header.length > 0) {
      const settings = yield* settingsOfRun(emulator)
      const asked = noCheck ? [] : yield* rehearseCheck(module, settings)
      const { input: rows, shown } = noCheck
        ? { input: opened.input, shown: saved }
        : yield* savedUnasked(saved, opened, { dateFormat: dateFormat?.value, timeZone })
      const requests = plan || checkOnly ? [] : yield* rehearseImport(shown ?? saved, settings, rows)
      return yield* presentRequests([...asked, ...requests], {
        access: yield* journeyAccess([rejects, results], [input]),
        ...(shown === undefined ? { words: asTypedWords } : {}),
      })
    }
    if (header.length > 0 && !opened.hasRows && !noCheck) yield* checkHeader(saved, header)
    if (plan || checkOnly)
      return yield* presentCheck(saved, opened, { dateFormat: dateFormat?.value, timeZone, checkOnly, noCheck })
    const present = yield* presenter("import")
    if (!opened.hasRows) {
      yield* Effect.forEach(
        [target, resultsTarget].filter((each) => each !== undefined),
        (each) => keepingEarlier(each, removeOutput(each)),
      )
      return yield* present(nothingImported(saved, opened.input.leftOut), () => say`0 rows, no job`)
    }
    yield* tellHidden
    const credits = countedFrom(maxCredits)
    const { showing } = yield* makeProgress({
      target: target ?? resultsTarget,
      module,
      beginning: `${noCheck ? "reading" : "checking"} ${nameOfInput(input).split(/[/\\]/).at(-1)}`,
    })
    const { digest } = emulator ? saved : yield* showing(withDigest(saved))
    const held = noCheck ? { ...opened, held: [], isWhole: false } : yield* showing(holdInput(opened))
    const run = Effect.fnUntraced(function* ({ findings, hints, settled }: Settled) {
      const options = { timeout, credits, findings, hints, input: held.input }
      if (emulator) return yield* runImport(Option.none(), settled, present, options)
      const request: SavedImport = { ...settled, ...(digest === undefined ? {} : { digest }) }
      const place = yield* placeOfRun
      const begun = yield* onList(
        Effect.gen(function* () {
          if (!again) yield* checkNotBegun(request, place)
          const asked = { command: "import", request, output: target ?? resultsTarget ?? "-" } as const
          yield* checkOutputsFree(asked)
          return yield* beginJourney({ ...asked, module: settled.module, ...place })
        }),
      )
      yield* runImport(begun, settled, present, options)
    })
    const check = noCheck
      ? Effect.succeed(undefined)
      : showing(countCredits(credits)(checkSaved(saved, held, { dateFormat: dateFormat?.value, timeZone })))
    yield* whereConnected(check, (checked) => Effect.flatMap(settleChecked(saved, header, checked, timeZone), run))
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Imports any number of rows, and reports the outcome of each.",
    credits:
      "502 for each 25,000 rows, and 1 for each status check; 3 to check the rows, if the module is not known yet",
    asks: [
      operations.getModules,
      operations.getFields,
      operations.getLayouts,
      operations.getOrganization,
      operations.uploadFile,
      operations.createWriteJob,
      operations.getWriteJob,
      operations.downloadWriteResult,
    ],
    ends: {
      jobFailed: "a job failed",
      stillRunning: "not finished in time: resume continues it",
      outcomeUnknown: "a job was ordered and the answer was lost: see resume --help",
      rejectedRows: "done, but Zoho did not accept some rows",
    },
  }),
  Command.withExamples([
    {
      command: "zoho-bulk import leads.csv --module Leads --operation insert --rejects rejects.csv",
      description: "New records; rows that are not accepted go to a file",
    },
    {
      command: "zoho-bulk import contacts.ndjson --module Contacts --operation upsert --find-by Email",
      description: "New and changed records",
    },
    {
      command:
        "zoho-bulk import deals.csv --module Deals --operation insert --lookup Account_Name=Account_Name --check",
      description: "Check a file before you spend any credits",
    },
  ]),
)
