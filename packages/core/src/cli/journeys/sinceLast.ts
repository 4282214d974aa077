import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Conditions from "../../domain/Condition.ts"
import { isSkipped, type NowAndZone, readTime } from "../../domain/readTime.ts"
import type { JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { UsageError } from "../failure/UsageError.ts"
import { type AskedWords, askedWords } from "./AskedWords.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "../output/Output.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { isFinished, type KnownJourney, knownJourneys } from "./Journeys.ts"

/** The word for the last export. */
export const sinceLast = "last"

/** How long before the last export changes are looked for: what Zoho tells late is not missed. */
const overlap = Duration.minutes(10)

/** The export that is asked for, as far as others can be of the same. */
interface SameExport {
  readonly words: AskedWords
  readonly output: string
  /** The API host. */
  readonly host: string
}

/** When Zoho took the first order of an export, by its own clock. What was made before is of no use where it is not known. */
const orderedAt = (entries: ReadonlyArray<JournalEntry>): number | undefined => {
  const first = entries.find(({ step }) => step === "ordered" || step === "adopted")
  return first?.step === "ordered" ? first.zohoTime : undefined
}

/**
 * Whether an export read all that this one would have, up to its time: a condition, other columns, a limit or a time to begin with would leave out what
 * nobody reads later. What went to stdout says by `--since last` alone that somebody keeps it.
 */
const isOf = ({ host, output, words }: SameExport, { journey }: KnownJourney): boolean =>
  journey.command === "export" &&
  journey.output === output &&
  journey.host === host &&
  Option.exists(
    askedWords(journey.request),
    ({ asked, limit }) =>
      limit === undefined &&
      (asked.since === sinceLast || (asked.since === undefined && output !== standardOutput)) &&
      (asked.module === words.module || journey.module === words.module) &&
      Equal.equals({ ...asked, module: "", since: "" }, { ...words, module: "", since: "" }),
  )

/** The moment from which there may be changes since the last completed export of the same data; none if unknown. */
const sinceLastExport = Effect.fnUntraced(function* (same: SameExport) {
  const finished = (yield* knownJourneys).filter((known) => isFinished(known) && isOf(same, known))
  const at = finished.map(({ entries }) => orderedAt(entries)).find((time) => time !== undefined)
  return at === undefined
    ? undefined
    : DateTime.formatIso(DateTime.subtractDuration(DateTime.makeUnsafe(at), overlap)).replace(/\.\d+Z$/, "Z")
})

/**
 * Settles since when the wanted records have changed: `last`, or a time as `--where` accepts it; if absent, all are
 * wanted.
 */
export const settleSince = Effect.fnUntraced(function* (since: string | undefined, same: SameExport, at: NowAndZone) {
  if (since === undefined) return undefined
  if (since.trim() === sinceLast) return yield* sinceLastExport(same)
  if (readTime(since, at) !== undefined) return since.trim()
  if (isSkipped(since, at)) {
    return yield* new UsageError({
      problem: `--since ${since} does not exist in ${DateTime.zoneToString(at.timeZone)}: the clocks were put forward`,
      remedy: "Write it with its offset, such as 2026-01-31T09:00:00+05:30.",
    })
  }
  return yield* new UsageError({
    problem: `--since ${since} is not a time`,
    remedy: "Write last, a time such as 2026-11-26T09:00:00+05:30, a day, or 2 days ago.",
  })
})

/** Says since when records are read, or that all are. */
export const tellSince = Effect.fnUntraced(function* (module: string, since: string | undefined) {
  if (yield* isSilent) return
  const output = yield* Output
  yield* output.talk((style) =>
    since === undefined
      ? style.warning(
          `Reading all records of ${module}: no finished export of the same records to the same output is known here.`,
        )
      : style.faint(`Reading only records changed since ${since}; the output contains only those.`),
  )
})

/** The records that meet a condition, and that were changed since a time. */
export const changedSince = (
  where: Conditions.Condition | undefined,
  since: string | undefined,
): Conditions.Condition | undefined => {
  if (since === undefined) return where
  const changed: Conditions.Condition = { field: "Modified_Time", comparator: "greater_equal", value: since }
  return where === undefined ? changed : Conditions.all(where, changed)
}
