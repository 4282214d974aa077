import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { operations } from "../../wire/Operation.ts"
import { optional, planFlag } from "../flags/commandFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import { settingsOfRun } from "../run/connect.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { checkNotBegun, withDigest } from "../journeys/checkNotBegun.ts"
import { rejectsFormat, type SavedImport, rehearseImport, runImport } from "../journeys/importJourney.ts"
import { notSentWords, nothingImported, planImport } from "../journeys/planImport.ts"
import { encodingNamed } from "../rows/encodingIn.ts"
import { settleInput } from "../rows/inputFile.ts"
import { openInput } from "../rows/inputRows.ts"
import { leftOutWords } from "../rows/leftOutWords.ts"
import { inputFormats } from "../rows/rowFormat.ts"
import { type Mapped, sentColumns } from "../rows/sentColumns.ts"
import { beginJourney, onList } from "../journeys/Journeys.ts"
import { Output } from "../output/Output.ts"
import { removeOutput, settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { amount } from "../output/amount.ts"
import { namesIn } from "../flags/namesIn.ts"
import { isForProgram, root } from "../flags/root.ts"
import { placeOfRun } from "../journeys/placeOfRun.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"

const parseMap = (text: string): ReadonlyArray<Mapped> | undefined => {
  const pairs = text.split(",").map((pair) => /^\s*(.+?)\s*=\s*([\w$.]*)\s*$/.exec(pair))
  return pairs.every((pair) => pair !== null)
    ? pairs.map(([, column = "", field = ""]) => ({ column, field }))
    : undefined
}

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
        Flag.withDescription(
          "columns that go to other fields than their header names; 'Fax=' leaves the column Fax out",
        ),
        Flag.filter(
          (text) => parseMap(text) !== undefined,
          (text) => `columns and fields as "Surname=Last_Name,Firm=Company", not ${text}`,
        ),
        Flag.map((text) => parseMap(text) ?? []),
      ),
    ),
    only: optional(
      Flag.String("only").pipe(
        Flag.withMetavar("<column,...>"),
        Flag.withDescription("send no other columns than these, and those that --map names"),
        Flag.filter(
          (text) => namesIn(text).length > 0,
          () => "names of columns, or no --only at all to send all of them",
        ),
        Flag.map(namesIn),
      ),
    ),
    ignoreEmpty: Flag.Boolean("ignore-empty").pipe(
      Flag.withDescription("leave fields as they are where a cell is empty, or is left out of NDJSON"),
      Flag.withDefault(false),
    ),
    rejects: optional(
      Flag.String("rejects").pipe(
        Flag.withMetavar("<file>"),
        Flag.withDescription(
          "where the rows go that were not taken, with their lines and why; mend them and import the file",
        ),
      ),
    ),
    format: optional(
      Flag.Literals("format", inputFormats).pipe(
        Flag.withDescription(
          "by default what the content of the file shows: CSV and what stands between its cells, or JSON",
        ),
      ),
    ),
    encoding: optional(
      Flag.String("encoding").pipe(
        Flag.withMetavar("<name>"),
        Flag.withDescription("of the file, such as windows-1252 or latin1; by default UTF-8, or UTF-16 where it shows"),
        Flag.filter(
          (name) => encodingNamed(name) !== undefined,
          (name) => `an encoding, such as utf-8, utf-16le, latin1 or windows-1252, not ${name}`,
        ),
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
    encoding,
    file,
    findBy,
    format,
    ignoreEmpty,
    map,
    module,
    only,
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
    if (target !== undefined) yield* rejectsFormat(target)
    if (target === input && target !== standardOutput) {
      return yield* new UsageError({
        problem: `--rejects ${rejects} is the file that is imported`,
        remedy: "Name another file for the rows that are not taken.",
      })
    }
    const reading = { file: input, format, encoding, ignoreEmpty }
    const opened = yield* openInput(reading)
    const { columns, notSent } = yield* opened.header.length === 0
      ? Effect.succeed({ columns: undefined, notSent: [] })
      : sentColumns(opened.header, map, only)
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
    }
    const { emulator, explain } = yield* root
    if (explain && opened.header.length > 0) {
      const requests = yield* rehearseImport(saved, yield* settingsOfRun(emulator), opened.input)
      return yield* presentRequests(requests, { access: yield* journeyAccess([rejects], [input]) })
    }
    const notSentText = notSentWords(saved)
    if (plan) {
      const present = yield* presenter("importPlan")
      const planned = yield* planImport(saved, opened)
      const text = say`${amount(planned.rows, "row")} in ${amount(planned.jobs, "write job")}: ${amount(planned.credits, "credit")}, and 1 for each look at how they are doing.`
      return yield* present(planned, () =>
        lines([text, notSentText, leftOutWords(planned.leftOut)].filter((part) => part !== undefined)),
      )
    }
    const present = yield* presenter("import")
    const output = yield* Output
    const isTold = !(yield* isForProgram)
    if (!opened.hasRows) {
      if (target !== undefined) yield* removeOutput(target)
      return yield* present(nothingImported(saved, opened.input.leftOut), () => say`0 rows, no job`)
    }
    if (notSentText !== undefined && isTold) yield* output.talk(() => say`${notSentText}`)
    if (emulator) return yield* runImport(Option.none(), saved, present, timeout, opened.input)
    const request = yield* withDigest(saved)
    const place = yield* placeOfRun
    const begun = yield* onList(
      Effect.gen(function* () {
        if (!again) yield* checkNotBegun(request, place)
        return yield* beginJourney({ command: "import", module, ...place, request, output: target ?? "-" })
      }),
    )
    yield* runImport(begun, saved, present, timeout, opened.input)
  }, Effect.scoped),
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
