import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type CsvRow, csvBytes, makeCsvWriter } from "../../formats/csv.ts"
import { zippedWhole } from "../../formats/zip.ts"
import { archiveOfPart, rowsOfPart } from "../journal/partFiles.ts"
import { headerOf, type ImportPlan, rowsIn } from "./ImportPlan.ts"
import type { ImportColumn } from "./ImportRequest.ts"
import { keptRows } from "./splitRows.ts"
import { areRespelled, asItIs, cellToSend } from "./timesInZone.ts"

const beginsWith = (bytes: Uint8Array, beginning: Uint8Array): boolean =>
  beginning.every((byte, at) => bytes[at] === byte)

type Room = (bytes: number) => Uint8Array

/** Puts pieces into a room, behind so many bytes. */
const joined = (pieces: ReadonlyArray<Uint8Array>, room: Room, from = 0): Uint8Array => {
  const bytes = room(pieces.reduce((sum, { byteLength }) => sum + byteLength, from))
  let at = from
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}

/** The rows of a part as they are kept, under another header: what we wrote once is not read and written again. */
const underHeader = (
  kept: ReadonlyArray<Uint8Array>,
  header: CsvRow,
  fields: CsvRow,
  room: Room,
): Uint8Array | undefined => {
  const write = makeCsvWriter()
  const [before, after] = [write([header]), write([fields])]
  const from = Math.max(0, after.byteLength - before.byteLength)
  const bytes = joined(kept, room, from)
  if (!beginsWith(bytes.subarray(from), before)) return undefined
  const content = bytes.subarray(from + before.byteLength - after.byteLength)
  content.set(after)
  return content
}

/** The columns of a part that go to Zoho, as CSV. */
const contentOf = Effect.fnUntraced(function* (
  kept: ReadonlyArray<Uint8Array>,
  header: CsvRow,
  columns: ReadonlyArray<ImportColumn>,
  room: Room,
) {
  const fields = columns.map(({ field }) => field)
  const positions = columns.map(({ column }) => header.indexOf(column))
  const isAllInOrder = positions.length === header.length && positions.every((position, at) => position === at)
  const asKept = isAllInOrder && !areRespelled(columns) ? underHeader(kept, header, fields, room) : undefined
  if (asKept !== undefined) return asKept
  const spelled = columns.map(cellToSend)
  const rows = rowsIn(Stream.fromIterable(kept, { chunkSize: 1 })).pipe(
    Stream.drop(1),
    Stream.map((row) => positions.map((at, column) => (spelled[column] ?? asItIs)(row[at] ?? ""))),
  )
  return joined(yield* Stream.runCollect(csvBytes(Stream.concat(Stream.succeed(fields), rows))), room)
})

/**
 * Packs the columns of a part that go to Zoho. Its content is in memory while this is done, so that its size can
 * precede it.
 */
export const packPart = Effect.fnUntraced(function* (
  { journal, packing }: Pick<ImportPlan, "journal" | "packing">,
  part: number,
  columns: ReadonlyArray<ImportColumn>,
) {
  const packed = packing.alone(
    Effect.fnUntraced(function* (room) {
      const kept = yield* keptRows(journal, part)
      const content = yield* contentOf(kept, yield* headerOf(journal, part), columns, room)
      yield* journal.keep(archiveOfPart(part), zippedWhole(rowsOfPart(part), content))
    }),
  )
  yield* packed.pipe(Effect.catchTag("ZipError", (error) => Effect.die(error)))
})
