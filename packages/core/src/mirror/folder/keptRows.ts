import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { ndjsonBytes, ndjsonLines } from "../../formats/ndjson.ts"
import { strictText } from "../../formats/text.ts"
import type { Row } from "../../results/Rows.ts"
import { digestByPieces } from "../../storage/digestOf.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { writeWholeBytes } from "../../storage/writeWhole.ts"
import type { CopyColumn } from "../CopyColumn.ts"
import { forms, jsonOfLine, recordsOf, rowOfRecord } from "./copyFormat.ts"
import type { CopyFormat, KeptFile, ModuleEntry } from "./manifest.ts"
import { damaged, unreadable } from "./unreadable.ts"

/** One change in a file of changes: a row as it is now, or the id of a record that is gone. */
type Change = { readonly id: string; readonly row: Row | undefined }

/** Writes a file of a copy, for its owner alone, and returns its description. */
export const writeKept = Effect.fnUntraced(function* <E, R>(
  folder: string,
  name: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
): Effect.fn.Return<KeptFile, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> {
  const { join } = yield* Path.Path
  const digest = digestByPieces()
  let length = 0
  const counted = Stream.tap(bytes, (piece) => {
    length += piece.byteLength
    return digest.add(piece)
  })
  yield* writeWholeBytes(join(folder, name), counted, { mode: 0o600 })
  return { name, bytes: length, digest: yield* digest.end }
})

/** Checks whether a file is as it was written. */
export const isAsWritten = Effect.fnUntraced(function* (
  path: string,
  { bytes, digest: wanted }: KeptFile,
): Effect.fn.Return<boolean, never, FileSystem.FileSystem> {
  const digest = digestByPieces()
  let length = 0
  const found = yield* Stream.runForEach(readBytes(path), (piece) => {
    length += piece.byteLength
    return digest.add(piece)
  }).pipe(
    Effect.andThen(digest.end),
    Effect.orElseSucceed(() => undefined),
  )
  return found === wanted && length === bytes
})

/** The files of a module's copy that are not as they were written. */
export const changedFiles = Effect.fnUntraced(function* (
  folder: string,
  { changes, file }: ModuleEntry,
): Effect.fn.Return<ReadonlyArray<KeptFile>, never, FileSystem.FileSystem | Path.Path> {
  const { join } = yield* Path.Path
  return yield* Effect.filter([file, ...changes], (each) =>
    Effect.map(isAsWritten(join(folder, each.name), each), (isSame) => !isSame),
  )
})

/** Checks whether all files of a module's copy are as they were written. */
export const isEntryAsWritten = (folder: string, entry: ModuleEntry) =>
  Effect.map(changedFiles(folder, entry), (changed) => changed.length === 0)

const keptBytes = (path: string) => Stream.mapError(readBytes(path), unreadable)

/** Writes changes as a file has them: rows with the values that the file of the module would have. */
export const changesBytes = <R>(
  format: CopyFormat,
  columns: ReadonlyArray<CopyColumn>,
  rows: Stream.Stream<Row, StorageFailed, R>,
  deleted: Iterable<string>,
): Stream.Stream<Uint8Array, StorageFailed, R> =>
  ndjsonBytes(
    Stream.concat(
      Stream.map(recordsOf(format, columns, rows), (row): Schema.Json => ({ change: "upsert", row })),
      Stream.map(Stream.fromIterable(deleted), (id): Schema.Json => ({ change: "delete", id })),
    ),
  )

const changesIn = (
  path: string,
  columns: ReadonlyArray<CopyColumn>,
): Stream.Stream<Change, StorageFailed, FileSystem.FileSystem> => {
  const strange = damaged(path, "it has changed since it was written")
  const rowOf = rowOfRecord(path, columns)
  const changeOf = (words: string) =>
    Result.flatMap(jsonOfLine(path, words), (json): Result.Result<Change, StorageFailed> => {
      if (!Predicate.hasProperty(json, "change")) return Result.fail(strange)
      if (json.change === "delete" && Predicate.hasProperty(json, "id") && Predicate.isString(json.id)) {
        return Result.succeed({ id: json.id, row: undefined })
      }
      return json.change === "upsert" && Predicate.hasProperty(json, "row") && Predicate.isObject(json.row)
        ? Result.map(rowOf(json.row), (row) => ({ id: row[0] ?? "", row }))
        : Result.fail(strange)
    })
  return keptBytes(path).pipe(
    strictText(),
    ndjsonLines,
    Stream.mapError((error) => (error._tag === "StorageFailed" ? error : strange)),
    Stream.mapEffect(({ words }) => Effect.fromResult(changeOf(words))),
  )
}

/** The rows of a copy as they are now: those of its file, with what has changed since. */
export const keptRows = (
  folder: string,
  { changes, checkpoint: { columns }, file, format }: ModuleEntry,
): Stream.Stream<Row, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { join } = yield* Path.Path
      const path = join(folder, file.name)
      const changed = new Map<string, Row | undefined>()
      for (const { name } of changes) {
        yield* Stream.runForEach(changesIn(join(folder, name), columns), ({ id, row }) =>
          Effect.sync(() => {
            changed.delete(id)
            changed.set(id, row)
          }),
        )
      }
      const rows = forms[format].read(path, columns, keptBytes(path))
      return Stream.concat(
        Stream.filter(rows, ([id = ""]) => !changed.has(id)),
        Stream.fromIterable([...changed.values()].filter((row) => row !== undefined)),
      )
    }),
  )
