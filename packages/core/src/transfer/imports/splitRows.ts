import { amount } from "../../domain/amount.ts"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../../settings/Limits.ts"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import type { JournalFailure } from "../../failure/JournalFailure.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { digestByPieces, digestOfBytes } from "../../storage/digestOf.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import type { JournalEntry } from "../journal/JournalEntry.ts"
import { differs } from "../journal/JourneyIdentity.ts"
import { rowsOfPart } from "../journal/partFiles.ts"
import { report } from "../journey/Progress.ts"
import type { WrittenPart } from "./makePartWriter.ts"
import { readParts } from "./readParts.ts"
import { refuseAgain } from "./refuseAgain.ts"

/** The share of the most bytes of an upload that rows may take, packed or not: some room is left for what packing adds. */
const shareOfUpload = 0.96

/** When a part has as many rows, or bytes, as one job takes; and how large a row may be. */
export const partsThatFit = Effect.map(CurrentLimits, ({ maxUploadBytes, maxUploadRows }) => {
  const maxRowBytes = maxUploadBytes * shareOfUpload
  return {
    maxRowBytes,
    isFull: (_part: number, count: number, bytes: number): boolean => count === maxUploadRows || bytes > maxRowBytes,
  }
})

type Split = Extract<JournalEntry, { readonly step: "split" }>

const splitIn = (entries: ReadonlyArray<JournalEntry>): Split | undefined =>
  entries.find((entry) => entry.step === "split")

/** How many rows each part of an import has that is split already. */
export const partsInJournal = (journal: JournalKeeper): Effect.Effect<ReadonlyArray<number> | undefined> =>
  Effect.map(journal.entries, (entries) => splitIn(entries)?.parts)

/**
 * The digest of the rows of a part: as they were split or, if an older journal does not have it, as they are stored.
 */
const digestOfPart = (journal: JournalKeeper, { digests }: Split, part: number): Effect.Effect<string, StorageFailed> =>
  Effect.suspend(() => {
    const known = digests?.[part - 1]
    return known === undefined ? digestOfBytes(journal.read(rowsOfPart(part))) : Effect.succeed(known)
  })

/**
 * The stored bytes of the rows of a part; fails if they are not those that were stored: an overtaken process may have
 * changed them.
 */
export const keptRows = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  part: number,
): Effect.fn.Return<ReadonlyArray<Uint8Array>, StorageFailed> {
  const known = splitIn(yield* journal.entries)?.digests?.[part - 1]
  const { add, end } = digestByPieces()
  const pieces: Array<Uint8Array> = []
  yield* Stream.runForEach(journal.read(rowsOfPart(part)), (piece) => {
    pieces.push(piece)
    return known === undefined ? Effect.void : add(piece)
  })
  if (known === undefined || (yield* end) === known) return pieces
  return yield* new StorageFailed({
    doing: `read ${rowsOfPart(part)}`,
    problem: "its rows have changed since they were written",
    remedy: "None of them were sent. Restore the file if you can, or import the remaining rows again.",
  })
})

/** Compares rows that are given again with those that were split: others are another journey. */
const compareRows = Effect.fnUntraced(function* <E, R>(
  journal: JournalKeeper,
  split: Split,
  rows: Stream.Stream<CsvRow, E, R>,
  source: string,
) {
  const { parts } = split
  const total = parts.reduce((sum, count) => sum + count, 0)
  const onPart = Effect.fnUntraced(function* (part: number, { pieces }: WrittenPart) {
    if (part > parts.length) return yield* differs("rows", amount(total, "row"), "more rows")
    if ((yield* digestOfBytes(Stream.fromArray(pieces))) === (yield* digestOfPart(journal, split, part))) return
    return yield* differs(
      "rows",
      `part ${part} with its ${amount(parts[part - 1] ?? 0, "row")}`,
      "other rows in their place",
    )
  })
  const seen = yield* readParts(rows, {
    source,
    maxRowBytes: Number.POSITIVE_INFINITY,
    isFull: (part, count) => count === parts[part - 1],
    onPart,
  })
  if (seen < total) return yield* differs("rows", amount(total, "row"), seen)
  return parts
})

/**
 * Splits rows, whose first one is the header, into parts for one write job each, and stores them in the journal: all of
 * them, so that anything wrong with them is known before anything is spent, and they are never needed again.
 *
 * Rows given for an import that is already split must be the same.
 */
export const splitRows = Effect.fnUntraced(function* <E, R>(
  journal: JournalKeeper,
  rows: Stream.Stream<CsvRow, E, R>,
  source = "the rows",
): Effect.fn.Return<ReadonlyArray<number>, E | InputUnreadable | JournalFailure, R> {
  const known = splitIn(yield* journal.entries)
  if (known !== undefined) return yield* compareRows(journal, known, rows, source)
  const parts: Array<number> = []
  const digests: Array<string> = []
  const onPart = Effect.fnUntraced(function* (part: number, { pieces, rows: count }: WrittenPart) {
    const { add, end } = digestByPieces()
    yield* journal.keep(rowsOfPart(part), Stream.tap(Stream.fromArray(pieces), add))
    parts.push(count)
    digests.push(yield* end)
  })
  const seen = yield* readParts(rows, {
    source,
    ...(yield* partsThatFit),
    onPart,
  })
  if (parts.length === 0) {
    const problem = "there are no rows"
    return yield* new InputUnreadable({ source, problem, remedy: "Give at least one row besides the header." })
  }
  yield* refuseAgain(journal, digests)
  yield* journal.append({ step: "split", at: yield* Clock.currentTimeMillis, parts, digests })
  yield* report({ _tag: "split", rows: seen, parts: parts.length })
  return parts
})
