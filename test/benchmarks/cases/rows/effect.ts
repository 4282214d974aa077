/** Reads the same rows by Effect's own Zip and Csv, put together as its documentation shows. */
import { Stream } from "effect"
import { Csv, Zip } from "effect/encoding"
import { comingIn, countOver, measureRows } from "../../measureRows.ts"

await measureRows(async (archive) => {
  const rows = comingIn(archive).pipe(
    Stream.pipeThroughChannelOrFail(Zip.decode()),
    Stream.flatMap(({ body }) => body),
    Stream.pipeThroughChannelOrFail(Csv.decode()),
  )
  return (await countOver(rows)) - 1
})
