import type { NonEmptyReadonlyArray } from "effect/Array"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import type { Row } from "../../results/Rows.ts"
import { storageFailed } from "../../storage/storageFailed.ts"

/** Rows that have come, on the disk until it is known which of them stay. */
export interface StagedRows {
  /** How many records they are of. */
  readonly size: () => number
  readonly has: (id: string) => boolean
  /** Lets go of the rows of a record. */
  readonly drop: (id: string) => void
  readonly ids: () => Iterable<string>
  readonly add: (rows: NonEmptyReadonlyArray<Row>) => Effect.Effect<void, StorageFailed>
  /** The rows that are left, one for each record: the last one that came. */
  readonly rows: Stream.Stream<Row, StorageFailed>
}

const encoder = new TextEncoder()

/** Keeps rows in a file for as long as the scope is open. */
export const stageRows = Effect.fnUntraced(function* (
  path: string,
): Effect.fn.Return<StagedRows, StorageFailed, FileSystem.FileSystem | Path.Path | Scope.Scope> {
  const fs = yield* FileSystem.FileSystem
  const failed = storageFailed(`write ${path}`)
  yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(path, { force: true })))
  const file = yield* Effect.mapError(fs.open(path, { flag: "wx", mode: 0o600 }), failed)
  /** At which place each record came last. */
  const last = new Map<string, number>()
  let count = 0
  return {
    size: () => last.size,
    has: (id) => last.has(id),
    drop: (id) => void last.delete(id),
    ids: () => last.keys(),
    add: (rows) =>
      Effect.suspend(() => {
        for (const [id = ""] of rows) last.set(id, count++)
        const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("")
        return Effect.mapError(file.writeAll(encoder.encode(lines)), failed)
      }),
    rows: Stream.suspend(() => {
      let at = 0
      return fs.stream(path).pipe(
        Stream.mapError(storageFailed(`read ${path}`)),
        Stream.decodeText(),
        Stream.splitLines,
        Stream.map((words) => JSON.parse(words) as Row),
        Stream.filter(([id = ""]) => last.get(id) === at++),
      )
    }),
  }
})
