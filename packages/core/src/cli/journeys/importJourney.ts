import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { type RowOutcome, type RowStatus, rowStatuses } from "../../domain/RowOutcome.ts"
import { headerOf } from "../../transfer/imports/ImportPlan.ts"
import { importOnwards } from "../../transfer/imports/importRows.ts"
import type { ImportRequest } from "../../transfer/imports/ImportRequest.ts"
import type { JourneyOptions } from "../../transfer/journey/JourneyOptions.ts"
import { type Credits, countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import type { ImportFinding } from "../../transfer/checks/ImportFinding.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"
import { layerConnection } from "../run/connect.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { nameOfInput } from "../rows/inputFile.ts"
import { type Input, makeInput } from "../rows/inputRows.ts"
import { forgetRowLines, keepRowLines, knownRowLines } from "../../transfer/rows/rowLines.ts"
import type { KnownJourney } from "./Journeys.ts"
import { writeOutcomes } from "./writeOutcomes.ts"
import { onJourney } from "./journeyLayers.ts"
import { isQuiet, isSilent } from "../flags/root.ts"
import { Output } from "../output/Output.ts"
import { removeOutput } from "../output/OutputTarget.ts"
import type { Presenter } from "../output/present.ts"
import { amount, duration } from "../output/amount.ts"
import { makeProgress } from "../progress/makeProgress.ts"
import { inputFormats } from "../rows/rowFormat.ts"
import { leftOutWords } from "../rows/leftOutWords.ts"
import { isRejected } from "../rows/rejects.ts"
import { reasonText } from "../../transfer/rows/reasonWords.ts"
import { endWith } from "../run/RunState.ts"
import type { Style } from "../output/Style.ts"
import { lines, type Words } from "../output/Words.ts"
import { nameAndValue } from "../output/Table.ts"

/** What an import was asked for, as its journey remembers it. */
export const SavedImport = Schema.Struct({
  file: Schema.String,
  /** A digest of what was in the file. */
  digest: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.Literals(inputFormats)),
  encoding: Schema.optionalKey(Schema.String),
  module: Schema.String,
  operation: Schema.Literals(["insert", "update", "upsert"]),
  findBy: Schema.optionalKey(Schema.String),
  columns: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        column: Schema.String,
        field: Schema.String,
        format: Schema.optionalKey(Schema.String),
        timeZone: Schema.optionalKey(Schema.String),
        findBy: Schema.optionalKey(Schema.String),
      }),
    ),
  ),
  /** The columns that stay behind; `columns` has the others then. */
  notSent: Schema.optionalKey(Schema.Array(Schema.String)),
  ignoreEmpty: Schema.optionalKey(Schema.Boolean),
  rejects: Schema.optionalKey(Schema.String),
  results: Schema.optionalKey(Schema.String),
})
export type SavedImport = typeof SavedImport.Type

/** What was asked for, as the library takes it. */
export const requestOf = ({ columns, findBy, ignoreEmpty, module, operation }: SavedImport): ImportRequest =>
  // What is saved need not name a unique field; an import says so itself.
  ({ module, operation, findBy, columns, ignoreEmpty }) as ImportRequest

/** The outcomes of rows. A run and a rehearsal differ in the rows and the journal alone. */
const outcomesOf = <E, R>(
  saved: SavedImport,
  rows: Stream.Stream<CsvRow, E, R>,
  { journal, timeout }: JourneyOptions,
) => importOnwards(requestOf(saved), rows, { journal, timeout, source: nameOfInput(saved.file) })

/** The requests that an import would send for each part. Only the header is read from the input; it stands for a row as well. */
export const rehearseImport = (saved: SavedImport, settings: Settings, input: Input = makeInput(saved)) => {
  const header = Stream.take(input.rows, 1)
  const rows = Stream.flatMap(header, (names) => Stream.make(names, names))
  return rehearse(Stream.runDrain(outcomesOf(saved, rows, {})), settings)
}

interface Tally {
  readonly outcomes: Record<RowStatus, number>
  readonly reasons: Map<string, number>
  readonly jobs: Set<string>
  /** Why rows are of unknown outcome, where some are. */
  differs: OutcomesDiffer | undefined
}

const count = ({ jobs, outcomes, reasons }: Tally, outcome: RowOutcome): void => {
  outcomes[outcome.status]++
  jobs.add(outcome.jobId)
  if (!isRejected(outcome)) return
  const why = reasonText(outcome.reasons) || outcome.status
  reasons.set(why, (reasons.get(why) ?? 0) + 1)
}

/** How many rows surely were not taken. */
const rejectedIn = ({ outcomes: { failed, skipped, unprocessed } }: Tally): number => failed + skipped + unprocessed

/** How many different reasons a person is shown. */
const mostReasons = 10

const reasonsOf = ({ reasons }: Tally) =>
  [...reasons].toSorted(([, a], [, b]) => b - a).map(([reason, rows]) => ({ reason, rows }))

const summaryText = (
  style: Style,
  tally: Tally,
  { rejects, results }: Pick<SavedImport, "rejects" | "results">,
): Words => {
  const paint = (status: RowStatus, text: string): Words =>
    status === "added" || status === "updated" ? style.good(text) : style.warning(text)
  const rows = rowStatuses
    .filter((status) => tally.outcomes[status] > 0)
    .map((status) => [status, paint(status, amount(tally.outcomes[status], "row"))] as const)
  const reasons = reasonsOf(tally)
    .slice(0, mostReasons)
    .map(({ reason, rows: of }) => `${amount(of, "row")}: ${reason}`)
  return nameAndValue(style, [
    ...rows,
    ...(reasons.length === 0 ? [] : [["why", lines(reasons)] as const]),
    ...(rejects === undefined || reasons.length === 0 ? [] : [["rejects", rejects] as const]),
    ...(results === undefined ? [] : [["results", results] as const]),
  ])
}

/** How an import is run. */
interface RunOptions {
  readonly timeout?: Duration.Duration | undefined
  /** The rows, where they are opened already. */
  readonly input?: Input
  /** What is spent already, and how much may be. */
  readonly credits?: Credits
  /** What was found of single rows before they are sent. */
  readonly findings?: ReadonlyArray<ImportFinding>
  /** What is good to know of all of them. */
  readonly hints?: ReadonlyArray<string>
}

/** Carries an import to its end, from wherever its journey is, and reports the outcome of the rows. */
export const runImport = Effect.fnUntraced(function* (
  known: Option.Option<KnownJourney>,
  saved: SavedImport,
  present: Presenter<"import">,
  { credits = countedFrom(), findings = [], hints = [], input = makeInput(saved), timeout }: RunOptions = {},
) {
  const tally: Tally = {
    outcomes: { added: 0, updated: 0, skipped: 0, unprocessed: 0, failed: 0, unknown: 0 },
    reasons: new Map(),
    jobs: new Set(),
    differs: undefined,
  }
  const { elapsed, showing } = yield* makeProgress({
    target: saved.rejects ?? saved.results,
    module: saved.module,
    credits,
    beginning: `reading ${nameOfInput(saved.file).split(/[/\\]/).at(-1)}`,
  })
  const isWritten = saved.rejects !== undefined || saved.results !== undefined
  const ended = yield* onJourney(known, (options, journal) =>
    Effect.gen(function* () {
      const keepLines = Effect.suspend(() => (isWritten ? keepRowLines(journal, input.lines) : Effect.void))
      const rows = Stream.concat(input.rows, Stream.fromEffectDrain(keepLines))
      const outcomes = outcomesOf(saved, rows, { ...options, timeout }).pipe(
        Stream.tap((outcome) => Effect.sync(() => count(tally, outcome))),
        // All rows are accounted for by then, so that the rejects can be written before it fails.
        Stream.catchTag("OutcomesDiffer", (failure) =>
          Stream.fromEffectDrain(Effect.sync(() => void (tally.differs = failure))),
        ),
      )
      const lineOf = knownRowLines(journal, input.lines)
      yield* writeOutcomes(known, saved, journal, outcomes, { header: headerOf(journal, 1), lineOf })
      if (saved.rejects !== undefined && rejectedIn(tally) === 0) yield* removeOutput(saved.rejects)
      if (isWritten) yield* forgetRowLines(journal)
      if (tally.differs !== undefined) return yield* tally.differs
    }).pipe(countCredits(credits), Effect.provide(layerConnection)),
  ).pipe(showing, Effect.result)
  const output = yield* Output
  yield* output.status("")
  const took = yield* elapsed
  const document = {
    module: saved.module,
    operation: saved.operation,
    rows: Object.values(tally.outcomes).reduce((sum, each) => sum + each, 0),
    ...tally.outcomes,
    reasons: reasonsOf(tally),
    jobs: [...tally.jobs],
    rejects: rejectedIn(tally) === 0 ? null : (saved.rejects ?? null),
    notSent: saved.notSent ?? [],
    ...(input.lines.jumps().length === 0 ? {} : { leftOut: input.leftOut }),
    ...(saved.results === undefined ? {} : { results: saved.results }),
    credits: credits.spent,
    ...(findings.length === 0 ? {} : { findings }),
    ...(hints.length === 0 ? {} : { hints }),
  }
  const left = leftOutWords(input.leftOut)
  if (left !== undefined && !(yield* isSilent)) yield* output.talk((style) => style.faint(left))
  const failure = ended._tag === "Failure" ? ended.failure : undefined
  if (failure === undefined || failure === tally.differs) {
    if (!(yield* isQuiet)) yield* present(document, (style) => summaryText(style, tally, saved))
  } else if (document.rows > 0 && !(yield* isSilent)) {
    yield* output.talk((style) => summaryText(style, tally, {}))
  }
  if (!(yield* isQuiet) && (failure === undefined || (document.rows > 0 && !(yield* isSilent)))) {
    yield* output.talk((style) =>
      style.faint(
        `${amount(document.rows, "row")}, ${amount(tally.jobs.size, "job")}, ${amount(credits.spent, "credit")}, ${duration(took)}`,
      ),
    )
  }
  if (failure !== undefined) return yield* Effect.fail(failure)
  if (tally.outcomes.failed > 0) return yield* endWith(exitCode.jobFailed)
  if (rejectedIn(tally) > 0) yield* endWith(exitCode.rejectedRows)
})
