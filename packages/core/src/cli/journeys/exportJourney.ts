import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Condition } from "../../domain/Condition.ts"
import { exportCalendar } from "../../transfer/exports/exportCalendar.ts"
import type { ExportOptions, ExportRequest } from "../../transfer/exports/ExportRequest.ts"
import { CurrentRowLimit } from "../../transfer/exports/CurrentRowLimit.ts"
import { streamExport } from "../../transfer/exports/streamExport.ts"
import { CurrentProgress, type ProgressEvent } from "../../transfer/journey/Progress.ts"
import { ndjsonBytes } from "../../formats/ndjson.ts"
import { typedRecords } from "../../formats/values/typedRecords.ts"
import { own } from "../../domain/own.ts"
import { type Credits, countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"
import { layerConnection } from "../run/connect.ts"
import { type KnownJourney, noteRows } from "./Journeys.ts"
import { onJourney } from "./journeyLayers.ts"
import { AskedWords } from "./AskedWords.ts"
import { removeLeftOutput, writerOf } from "./removeLeftOutput.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { isQuiet } from "../flags/root.ts"
import { endWith } from "../run/RunState.ts"
import { say } from "../output/Words.ts"
import { Output } from "../output/Output.ts"
import { standardOutput, writeOutput } from "../output/OutputTarget.ts"
import type { Presenter } from "../output/present.ts"
import { amount, duration } from "../output/amount.ts"
import { makeProgress } from "../progress/makeProgress.ts"
import { packedIf } from "../rows/packed.ts"
import { isPackedName, rowBytes, rowFormats } from "../rows/rowFormat.ts"

/** How an export can be written down. */
export const exportFormats = [...rowFormats, "ics"] as const

/** What an export was asked for, as its journey remembers it. */
export const SavedExport = Schema.Struct({
  module: Schema.String,
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  where: Schema.optionalKey(Schema.Json),
  cvid: Schema.optionalKey(Schema.String),
  dropRefusedFields: Schema.optionalKey(Schema.Boolean),
  format: Schema.Literals(exportFormats),
  safeCells: Schema.optionalKey(Schema.Boolean),
  /** The most rows that are wanted; all where absent. */
  limit: Schema.optionalKey(Schema.Int),
  asked: Schema.optionalKey(AskedWords),
  /** Since when the records were changed that are read; all are where absent. */
  since: Schema.optionalKey(Schema.String),
  /** What the columns hold; every value is text where it is not known. */
  types: Schema.optionalKey(
    Schema.Record(
      Schema.String,
      Schema.Struct({ dataType: Schema.String, nameColumn: Schema.optionalKey(Schema.String) }),
    ),
  ),
})
export type SavedExport = typeof SavedExport.Type

/** What was asked for, as the library takes it. */
const requestOf = ({
  asked: ____,
  format: _,
  limit: _____,
  safeCells: __,
  since: ______,
  types: ___,
  where,
  ...others
}: SavedExport): ExportRequest => ({
  ...others,
  ...(where === undefined ? {} : { where: where as unknown as Condition }),
})

const contentOf = (saved: SavedExport, options: ExportOptions) => {
  const request = requestOf(saved)
  const { cvid, where } = request
  if (saved.format === "ics") return exportCalendar({ module: "Events", cvid, where }, options)
  const rows = streamExport(request, options)
  const { types } = saved
  return saved.format === "ndjson" && types !== undefined
    ? ndjsonBytes(typedRecords((column) => own(types, column))(rows))
    : rowBytes(saved.format, saved.safeCells)(rows)
}

/** The requests that an export would send for each page. */
export const rehearseExport = (saved: SavedExport, settings: Settings) =>
  rehearse(Stream.runDrain(contentOf(saved, {})), settings)

/** What an export came to. */
interface Tally {
  readonly most: number
  rows: number
  bytes: number
  jobs: Array<string>
  dropped: Array<string>
  leftOut: number
}

const addToTally = (tally: Tally, event: ProgressEvent): void => {
  // Of the last rows that came, some may be past the limit.
  if (event._tag === "flowed") tally.rows = Math.min(tally.most, tally.rows + event.rows)
  if (event._tag === "looked" && !tally.jobs.includes(event.jobId)) tally.jobs.push(event.jobId)
  if (event._tag === "dropped") tally.dropped.push(event.field)
  if (event._tag === "leftOut") tally.leftOut = event.records
}

/** How an export is run. */
interface RunOptions {
  readonly timeout?: Duration.Duration | undefined
  /** What is spent already, and how much may be. */
  readonly credits?: Credits
  /** What else the summary tells. */
  readonly about?: Pick<DocumentOf<"export">, "timeZone" | "leftOutFields" | "since">
}

/** Carries an export to its end, from wherever its journey is, and reports the result. */
export const runExport = Effect.fnUntraced(function* (
  known: Option.Option<KnownJourney>,
  saved: SavedExport,
  target: string,
  present: Presenter<"export">,
  { about = {}, credits = countedFrom(), timeout }: RunOptions = {},
) {
  const tally: Tally = { most: saved.limit ?? Infinity, rows: 0, bytes: 0, jobs: [], dropped: [], leftOut: 0 }
  const { elapsed, listenIn, showing } = yield* makeProgress({
    target,
    module: saved.module,
    credits,
    beginning: "ordering page 1",
  })
  const count = (chunk: Uint8Array) => Effect.sync(() => void (tally.bytes += chunk.byteLength))
  const isRead = yield* onJourney(
    known,
    (options, journal) =>
      removeLeftOutput(known, target, journal).pipe(
        Effect.andThen(
          writeOutput(
            target,
            Stream.tap(packedIf(isPackedName(target))(contentOf(saved, { ...options, timeout })), count),
            {
              writer: writerOf(known),
            },
          ),
        ),
        countCredits(credits),
        Effect.provide(layerConnection),
      ),
    // Who reads the rows by `| head` has what he wants.
    (isReadToItsEnd) => target === standardOutput && !isReadToItsEnd,
  ).pipe(
    Effect.provideService(CurrentProgress, (event) =>
      Effect.andThen(
        Effect.sync(() => addToTally(tally, event)),
        listenIn(undefined, event),
      ),
    ),
    showing,
    Effect.provideService(CurrentRowLimit, tally.most),
  )
  if (isRead && Option.isSome(known) && saved.format !== "ics") yield* noteRows(known.value, tally.rows)
  const output = yield* Output
  const took = yield* elapsed
  yield* output.status("")
  const rows = saved.format === "ics" ? "" : `${amount(tally.rows, "row")}, `
  const leftOut = tally.leftOut === 0 ? "" : `, ${amount(tally.leftOut, "record")} left out`
  const words = `${rows}${amount(tally.jobs.length, "job")}, ${amount(credits.spent, "credit")}, ${duration(took)}${leftOut}`
  const end = tally.leftOut === 0 ? Effect.void : endWith(exitCode.rejectedRows)
  if (target === standardOutput || !isRead) {
    if (!(yield* isQuiet)) yield* output.talk((style) => style.faint(words))
    return yield* end
  }
  const document = {
    module: saved.module,
    output: target,
    format: saved.format,
    ...(saved.format === "ics" ? {} : { rows: tally.rows }),
    bytes: tally.bytes,
    jobs: tally.jobs,
    droppedFields: tally.dropped,
    whole: saved.since === undefined,
    ...(saved.since === undefined ? {} : { since: saved.since }),
    ...(tally.leftOut === 0 ? {} : { leftOutRecords: tally.leftOut }),
    credits: credits.spent,
    ...about,
  }
  if (!(yield* isQuiet)) yield* present(document, (style) => say`${style.good("Written:")} ${target}: ${words}`)
  yield* end
})
