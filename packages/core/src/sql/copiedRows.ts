import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import type { Row } from "../results/Rows.ts"
import { isMissing } from "../storage/makeFolder.ts"
import { pageQuery, pageSize } from "./copyDigest.ts"
import { type KnownCopy, knownCopies } from "./copyTables.ts"
import { columnsIn, deletionIn, namesOf, quoted } from "./moduleTable.ts"
import type { OpenSqlite, SqliteValue } from "./Sqlite.ts"
import { openSnapshot } from "./SqliteClient.ts"
import { asText } from "./storedValue.ts"

/** What is known of the copies in a file, without locking it; none if there is no such file. */
export const readCopies = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<ReadonlyArray<KnownCopy>, StorageFailed, FileSystem.FileSystem> {
  if (yield* isMissing(file)) return []
  const snapshot = openSnapshot(file, open)
  return yield* Effect.scoped(Effect.flatMap(snapshot, ({ read }) => read(`read the copies in ${file}`, knownCopies)))
})

/** The rows of a module's copy as bulk files spell them, without those of deleted records, in the order of their ids. */
export const copiedRows = (
  file: string,
  open: OpenSqlite,
  module: string,
): Stream.Stream<Row, StorageFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    if (yield* isMissing(file)) return Stream.empty
    const { read } = yield* openSnapshot(file, open)
    const doing = `read the copy of ${module}`
    const found = yield* read(doing, (statements) => {
      const copy = knownCopies(statements).find(({ checkpoint }) => checkpoint.module === module)
      return copy === undefined ? undefined : { copy, columns: columnsIn(statements, module) }
    })
    if (found === undefined || found.columns.length === 0) return Stream.empty
    const { columns, copy } = found
    const names = namesOf(copy.checkpoint.columns).slice(0, -1)
    const types = names.map((name) => columns.find((column) => column.name === name)?.type ?? "TEXT")
    const deleted = deletionIn(columns, copy.checkpoint.columns)
    const alive = deleted === undefined ? "true" : `m.${quoted(deleted)} IS NULL`
    const select = names.map((name) => `m.${quoted(name)}`).join(", ")
    const sql = pageQuery([{ select, from: `main.${quoted(module)} m WHERE ${alive}` }])
    return Stream.paginate("" as SqliteValue, (last) =>
      Effect.map(
        read(doing, ({ all }) => all(sql, last)),
        (page) => {
          const rows = page.map((row): Row => row.map((value, at) => String(asText(value, types[at] ?? "TEXT") ?? "")))
          const next = page.length < pageSize ? Option.none() : Option.fromUndefinedOr(page.at(-1)?.[0])
          return [rows, next] as const
        },
      ),
    )
  }).pipe(Stream.unwrap)
