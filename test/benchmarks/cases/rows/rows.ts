/** Reads the rows of an archive as `resultRows` does: checksum, counts, widths, and all. */
import { Effect, Stream } from "effect"
import { archiveRows } from "../../../../packages/core/src/results/archiveRows.ts"
import { runner } from "../../../support/runner.ts"
import { measure } from "../../measure.ts"
import { contacts, piecesOf } from "../../samples/contacts.ts"

const { archive, bytes, rows } = contacts()

const read = Effect.suspend(() => {
  let cells = 0
  return archiveRows("4150868000005376042", Stream.fromIterable(piecesOf(archive)).pipe(Stream.rechunk(1)), rows).pipe(
    Stream.runForEachArray((chunk) => Effect.sync(() => chunk.forEach((row) => void (cells += row.length)))),
    Effect.map(() => cells),
    Effect.provide(runner.layerHttpClient),
  )
})

await measure({
  units: bytes / 1e6,
  turn: async () => {
    if ((await Effect.runPromise(read)) !== (rows + 1) * 10) throw new Error("There are cells missing")
  },
})
