import * as DateTime from "effect/DateTime"
import { importCount } from "../../durable/table/importCount.ts"
import type { JourneyRow } from "../../durable/table/JourneyRow.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { amount, duration, number } from "../output/amount.ts"
import { isoSecond } from "../output/isoSecond.ts"
import type { Style } from "../output/Style.ts"
import { grid, nameAndValue } from "../output/Table.ts"
import { lines, say, type Words } from "../output/Words.ts"

/** A journey of a store as it is listed. */
export type StoredJourney = LineOf<"storedJourneys">

const orAbsent = (at: number | null): string | undefined => (at === null ? undefined : isoSecond(at))

/** When it was begun, was over, and was forgotten, as far as it has come. */
const timesOf = ({ begun_at, ended_at, pruned_at }: JourneyRow): Pick<StoredJourney, "begun" | "ended" | "pruned"> => {
  const [begun, ended, pruned] = [orAbsent(begun_at), orAbsent(ended_at), orAbsent(pruned_at)]
  return {
    ...(begun === undefined ? {} : { begun }),
    ...(ended === undefined ? {} : { ended }),
    ...(pruned === undefined ? {} : { pruned }),
  }
}

export const asksOf = ({
  asks,
  kind,
  request,
  state,
}: Pick<JourneyRow, "asks" | "kind" | "request" | "state">): Pick<StoredJourney, "asks"> => {
  if (asks === null || state !== "needs-a-word") return {}
  const { jobId, message, part, sentAt } = asks
  const module = asks.module ?? (request !== null && "request" in request ? request.request.module : undefined)
  return {
    asks: {
      part,
      job: kind === "import" ? "write" : "read",
      ...(module === undefined ? {} : { module }),
      sent: isoSecond(sentAt),
      message,
      ...(jobId === undefined ? {} : { jobId }),
    },
  }
}

/** How many rows of an import were not taken, or may not have been. */
export const countsOf = (row: Pick<JourneyRow, "kind" | "result">): Pick<StoredJourney, "notTaken" | "unknown"> => {
  const counts = importCount(row)
  return counts === undefined ? {} : { notTaken: counts.notTaken, unknown: counts.unknown }
}

/** A journey of the table for the list. */
export const storedJourney = (row: JourneyRow): StoredJourney => {
  const { credits, failure, jobs, key, kind, organization, progress, queued_at } = row
  return {
    key,
    organization,
    kind,
    state: row.state,
    ...(row.runner === null ? {} : { runner: row.runner }),
    ...(progress === null ? {} : { rows: progress.rows }),
    ...(progress?.part === undefined ? {} : { part: progress.part }),
    jobs,
    credits,
    ...asksOf(row),
    ...(row.state !== "running" || progress?.waits === undefined ? {} : { waits: progress.waits }),
    ...(failure === null ? {} : { failure }),
    ...countsOf(row),
    ...(row.result === null ? {} : { result: row.result }),
    queued: isoSecond(queued_at),
    ...timesOf(row),
  }
}

/** What a question is about. */
export const placeOf = ({ job, module, part }: NonNullable<StoredJourney["asks"]>): string =>
  `${part}, a ${job} job${module === undefined ? "" : ` of ${module}`}`

const wereNotTaken = (count: number, rows: number): string =>
  `${number(count)} of ${amount(rows, "row")} ${count === 1 ? "was" : "were"} not taken`

const areUnknown = (count: number): string => `${amount(count, "row")} of unknown outcome may have been written`

/** What there is to say of an import some of whose rows were not taken, or may not have been. */
export const rowsNote = ({ kind, result }: Pick<JourneyRow, "kind" | "result">): string | undefined => {
  const counts = importCount({ kind, result })
  if (counts === undefined || counts.notTaken + counts.unknown === 0) return undefined
  const { file, notTaken, rows, unknown } = counts
  const said = [
    ...(notTaken === 0 ? [] : [wereNotTaken(notTaken, rows)]),
    ...(unknown === 0 ? [] : [areUnknown(unknown)]),
  ]
  return `${said.join(", and ")}; ${file} says why`
}

/** What there is to say of a file that stood where the results of an import were put. */
export const earlierNote = ({ kind, result }: Pick<JourneyRow, "kind" | "result">): string | undefined => {
  const { earlier, file } = importCount({ kind, result }) ?? {}
  return earlier === undefined ? undefined : `${file} already existed, and is kept as ${earlier}`
}

/** What there is to say of a journey beside its numbers. */
export const noteOf = (style: Style, journey: StoredJourney): ReadonlyArray<Words> => {
  const { asks, failure, key, kind, result = null, state, waits } = journey
  if (asks !== undefined) {
    const made = asks.jobId === undefined ? "" : ` It may have created job ${asks.jobId}.`
    return [
      say`${style.warning(`${key} needs a decision`)} on ${placeOf(asks)}, ordered at ${asks.sent}: ${asks.message}.${made}`,
      say`${style.faint("Check whether Zoho has such a job, then:")} ${style.call(`resolve ${key} --ordered-at ${asks.sent} --job ID`)} or --no-job`,
    ]
  }
  if (waits !== undefined) return [say`${style.warning(`${key} waits:`)} ${waits}. It is tried again.`]
  const rows = rowsNote({ kind, result })
  if (rows !== undefined && state === "completed") return [say`${style.warning(`${key}:`)} ${rows}`]
  if (failure === undefined || state !== "failed") return []
  return [say`${style.bad(`${key} failed:`)} ${failure.message}. ${failure.remedy}`]
}

const millisOf = (iso: string): number => DateTime.toEpochMillis(DateTime.makeUnsafe(iso))

/** How long a journey has waited, is under way, or took. */
const ageOf = ({ begun, ended, queued }: StoredJourney, now: number): string =>
  duration(Math.max(0, (ended === undefined ? now : millisOf(ended)) - millisOf(begun ?? queued)))

/** The journeys of a store as a table, with notes on some of them below it. */
export const storedTable = (style: Style, journeys: ReadonlyArray<StoredJourney>, now: number): Words =>
  lines([
    grid(
      style,
      ["Journey", "Organisation", "State", "Rows", "Jobs", "Credits", "For"],
      journeys.map((journey) => [
        journey.key,
        journey.organization,
        journey.state,
        journey.rows === undefined ? "-" : number(journey.rows),
        journey.jobs.length,
        journey.credits,
        ageOf(journey, now),
      ]),
    ),
    ...journeys.flatMap((journey) => noteOf(style, journey)),
  ])

/** A journey in one line, for who watches. */
export const storedLine = (style: Style, journey: StoredJourney): Words => {
  const { jobs, key, part, rows, state } = journey
  const shown = state === "failed" ? style.bad(state) : state === "needs-a-word" ? style.warning(state) : state
  const done = [
    ...(part === undefined ? [] : [part]),
    ...(rows === undefined ? [] : [`${number(rows)} rows`]),
    ...(jobs.length === 0 ? [] : [`jobs ${jobs.join(", ")}`]),
  ].join(` ${style.marks.between} `)
  return lines([say`${style.strong(key)}  ${shown}  ${done}`, ...noteOf(style, journey)])
}

/** All that is known of a journey, a line for each thing. */
export const storedWhole = (style: Style, journey: StoredJourney): Words => {
  const { begun, credits, ended, jobs, key, kind, organization, part, pruned, queued, request, result, rows, runner } =
    journey
  const known: ReadonlyArray<readonly [string, string | undefined]> = [
    ["Journey", key],
    ["Kind", kind],
    ["Organisation", organization],
    ["State", journey.state],
    ["Runner", runner],
    ["Last at", part],
    ["Rows", rows === undefined ? undefined : number(rows)],
    ["Jobs", jobs.length === 0 ? undefined : jobs.join(", ")],
    ["Credits", number(credits)],
    ["Queued", queued],
    ["Begun", begun],
    ["Ended", ended],
    ["Pruned", pruned],
    ["Asked for", request === undefined ? undefined : JSON.stringify(request)],
    ["Result", result === undefined ? undefined : JSON.stringify(result)],
  ]
  return lines([
    nameAndValue(
      style,
      known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
    ...noteOf(style, journey),
  ])
}
