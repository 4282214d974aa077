import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { keepEarlier } from "../../storage/keepEarlier.ts"
import { removeLeft } from "../../storage/removeLeft.ts"
import { makeFolderOf, writeWholeBytes } from "../../storage/writeWhole.ts"
import { CurrentEnding, type Finish } from "../../transfer/journey/CurrentEnding.ts"
import type { Errand } from "./Errand.ts"

/** What becomes of a file that already stands there. */
type Earlier = "kept" | "replaced"

/**
 * Writes the rows of a journey into a file atomically, and keeps an earlier one if asked to; then stores the result, and only then finishes the journal: if
 * the process is killed in between, the next one does the same again with the existing jobs.
 */
export const putInPlace = Effect.fnUntraced(function* <E, R, Result extends Schema.Json>(
  file: string,
  rows: Stream.Stream<CsvRow, E, R>,
  { check, keepResult, key }: Errand,
  earlier: Earlier,
  result: (kept: string | undefined) => Result,
) {
  let finish: Finish = Effect.void
  let kept: string | undefined
  const bytes = csvBytes(rows).pipe(
    Stream.provideService(CurrentEnding, (write) => Effect.sync(() => void (finish = write))),
  )
  yield* makeFolderOf(file)
  yield* removeLeft(file, key, check)
  yield* writeWholeBytes(file, bytes, {
    mode: 0o600,
    writer: key,
    ...(earlier === "replaced"
      ? {}
      : { beforeMove: (beside) => Effect.map(keepEarlier(file, beside, check), (name) => void (kept = name)) }),
  })
  yield* keepResult(result(kept))
  yield* Effect.suspend(() => finish)
  return result(kept)
})
