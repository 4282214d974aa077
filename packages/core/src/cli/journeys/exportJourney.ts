import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { CurrentWaitListener } from "../../connection/RateGate.ts"
import type { Condition } from "../../domain/Condition.ts"
import { exportCalendar } from "../../transfer/exportCalendar.ts"
import { exportModule } from "../../transfer/exportModule.ts"
import type { ExportRequest } from "../../transfer/ExportRequest.ts"
import { CurrentProgress, type ProgressEvent } from "../../transfer/Progress.ts"
import type { Settings } from "../../settings/Settings.ts"
import { rehearse } from "../explain/rehearse.ts"
import { layerConnection } from "../run/connect.ts"
import type { KnownJourney } from "./Journeys.ts"
import { onJourney } from "./journeyLayers.ts"
import { Output } from "../output/Output.ts"
import { standardOutput, writeOutput } from "../output/OutputTarget.ts"
import type { Presenter } from "../output/present.ts"
import { counted, duration, makeProgress } from "../output/progress.ts"
import { rowBytes } from "../rows/rowFormat.ts"

/** What an export was asked for, as its journey remembers it. */
export const ExportOrder = Schema.Struct({
  module: Schema.String,
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  where: Schema.optionalKey(Schema.Json),
  cvid: Schema.optionalKey(Schema.String),
  dropRefusedFields: Schema.optionalKey(Schema.Boolean),
  format: Schema.Literals(["csv", "ndjson", "ics"]),
})
export type ExportOrder = typeof ExportOrder.Type

/** The order as the library takes it. */
const requestOf = ({ format: _, where, ...others }: ExportOrder): ExportRequest => ({
  ...others,
  ...(where === undefined ? {} : { where: where as unknown as Condition }),
})

const calendarOf = ({ cvid, where }: ExportRequest) =>
  exportCalendar({
    module: "Events",
    ...(cvid === undefined ? {} : { cvid }),
    ...(where === undefined ? {} : { where }),
  })

const contentOf = (order: ExportOrder) => {
  const request = requestOf(order)
  return order.format === "ics" ? calendarOf(request) : rowBytes(order.format)(exportModule(request))
}

/** The requests that an export sends for each page, as its own program sends them. */
export const rehearseExport = (order: ExportOrder, settings: Settings) =>
  rehearse(Stream.runDrain(contentOf(order)), settings)

/** What a journey's half-written file is called, so that it is taken up again and not left behind. */
export const writerOf = (known: Option.Option<KnownJourney>): string | undefined =>
  Option.getOrUndefined(Option.map(known, ({ journey }) => journey.id))

/** What an export came to. */
interface Tally {
  rows: number
  bytes: number
  jobs: Array<string>
  dropped: Array<string>
}

const tallied =
  (tally: Tally) =>
  (event: ProgressEvent): void => {
    if (event.is === "flowed") tally.rows += event.rows
    if (event.is === "looked" && !tally.jobs.includes(event.jobId)) tally.jobs.push(event.jobId)
    if (event.is === "dropped") tally.dropped.push(event.field)
  }

/** Carries an export to its end, from wherever its journey stands, and says what it came to. */
export const runExport = Effect.fnUntraced(function* (
  known: Option.Option<KnownJourney>,
  order: ExportOrder,
  target: string,
  present: Presenter<"export">,
) {
  const tally: Tally = { rows: 0, bytes: 0, jobs: [], dropped: [] }
  const { elapsed, listen, tellWait } = yield* makeProgress(target)
  const note = tallied(tally)
  const bytes = Stream.tap(contentOf(order), (chunk) => Effect.sync(() => void (tally.bytes += chunk.byteLength)))
  yield* writeOutput(target, bytes, writerOf(known)).pipe(
    Effect.provideService(CurrentProgress, (event) =>
      Effect.andThen(
        Effect.sync(() => note(event)),
        listen(event),
      ),
    ),
    Effect.provideService(CurrentWaitListener, tellWait),
    onJourney(known),
    Effect.provide(layerConnection),
  )
  const output = yield* Output
  const took = yield* elapsed
  yield* output.status("")
  const rows = order.format === "ics" ? "" : `${counted(tally.rows, "row")}, `
  const words = `${rows}${counted(tally.jobs.length, "job")}, ${duration(took)}`
  if (target === standardOutput) return yield* output.talk((style) => style.faint(words))
  const document = {
    module: order.module,
    output: target,
    format: order.format,
    ...(order.format === "ics" ? {} : { rows: tally.rows }),
    bytes: tally.bytes,
    jobs: tally.jobs,
    droppedFields: tally.dropped,
  }
  yield* present(document, (style) => `${style.good("Written:")} ${target}: ${words}`)
})
