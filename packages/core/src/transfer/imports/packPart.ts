import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { zippedWhole } from "../../formats/zip.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { archiveOfPart, rowsOfPart } from "../journal/partFiles.ts"
import { givenRows, headerOf, type ImportPlan } from "./ImportPlan.ts"
import type { ImportColumn } from "./ImportRequest.ts"
import { checkKeptRows } from "./splitRows.ts"
import { areRespelled, asItIs, cellToSend } from "./timesInZone.ts"

const lineOf = (row: CsvRow): Effect.Effect<Uint8Array> => Stream.mkUint8Array(csvBytes(Stream.succeed(row)))

const beginsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean =>
  beginning.every((byte, at) => bytes[at] === byte)

/** The rows of a part as they are kept, under another header: what we wrote once is not read and written again. */
const underHeader = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  part: number,
  header: CsvRow,
  fields: CsvRow,
): Effect.fn.Return<Uint8Array | undefined, StorageFailed> {
  const kept = yield* Stream.mkUint8Array(journal.read(rowsOfPart(part)))
  const [before, after] = [yield* lineOf(header), yield* lineOf(fields)]
  if (!beginsWith(kept, before)) return undefined
  return yield* Stream.mkUint8Array(Stream.make(after, kept.subarray(before.byteLength)))
})

/** The columns of a part that go to Zoho, as CSV. */
const contentOf = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  part: number,
  columns: ReadonlyArray<ImportColumn>,
) {
  const header = yield* headerOf(journal, part)
  const fields = columns.map(({ field }) => field)
  const positions = columns.map(({ column }) => header.indexOf(column))
  const isAllInOrder = positions.length === header.length && positions.every((position, at) => position === at)
  const kept = isAllInOrder && !areRespelled(columns) ? yield* underHeader(journal, part, header, fields) : undefined
  if (kept !== undefined) return kept
  const spelled = columns.map(cellToSend)
  const rows = givenRows(journal, part).pipe(
    Stream.drop(1),
    Stream.map((row) => positions.map((at, column) => (spelled[column] ?? asItIs)(row[at] ?? ""))),
  )
  return yield* Stream.mkUint8Array(csvBytes(Stream.concat(Stream.succeed(fields), rows)))
})

/** Packs the columns of a part that go to Zoho. Its content is in memory meanwhile, so that its size can stand before it. */
export const packPart = Effect.fnUntraced(function* (
  { journal, packing }: Pick<ImportPlan, "journal" | "packing">,
  part: number,
  columns: ReadonlyArray<ImportColumn>,
) {
  yield* checkKeptRows(journal, part)
  const packed = Effect.map(contentOf(journal, part, columns), (content) => zippedWhole(rowsOfPart(part), content))
  yield* packing
    .withPermits(1)(journal.keep(archiveOfPart(part), Stream.unwrap(packed)))
    .pipe(Effect.catchTag("ZipError", (error) => Effect.die(error)))
})
