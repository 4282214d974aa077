import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { ndjsonBytes, ndjsonLines } from "../../formats/ndjson.ts"
import { strictText } from "../../formats/text.ts"
import type { Row } from "../../results/Rows.ts"
import { digestByPieces } from "../../storage/digestOf.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { writeWholeBytes } from "../../storage/writeWhole.ts"
import { forms } from "./copyFormat.ts"
import type { KeptFile, ModuleEntry } from "./manifest.ts"
import { damaged, unreadable } from "./unreadable.ts"

/** One change in a file of changes: a row as it is now, or the id of a record that is gone. */
const Change = Schema.Union([
  Schema.Struct({ change: Schema.Literal("upsert"), row: Schema.Record(Schema.String, Schema.String) }),
  Schema.Struct({ change: Schema.Literal("delete"), id: Schema.String }),
])

type Change = typeof Change.Type

const decodeChange = Schema.decodeUnknownEffect(Schema.fromJsonString(Change))

/** Writes a file of a copy, for its owner alone, and says what it is. */
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

/** Tells whether a file is as it was written. */
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

/** Tells whether all files of a module's copy are as they were written. */
export const isEntryAsWritten = (folder: string, entry: ModuleEntry) =>
  Effect.map(changedFiles(folder, entry), (changed) => changed.length === 0)

const keptBytes = (path: string) => Stream.mapError(readBytes(path), unreadable)

/** Writes changes as a file has them. */
export const changesBytes = <E, R>(
  header: Row,
  rows: Stream.Stream<Row, E, R>,
  deleted: Iterable<string>,
): Stream.Stream<Uint8Array, E, R> =>
  ndjsonBytes(
    Stream.concat(
      Stream.map(rows, (row): Schema.Json => ({
        change: "upsert",
        row: Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])),
      })),
      Stream.map(Stream.fromIterable(deleted), (id): Schema.Json => ({ change: "delete", id })),
    ),
  )

const changesIn = (path: string): Stream.Stream<Change, StorageFailed, FileSystem.FileSystem> =>
  keptBytes(path).pipe(
    strictText(),
    ndjsonLines,
    Stream.mapEffect(({ words }) => decodeChange(words)),
    Stream.mapError((error) => (error._tag === "StorageFailed" ? error : damaged(path, "it is not as it was written"))),
  )

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
        yield* Stream.runForEach(changesIn(join(folder, name)), (change) =>
          Effect.sync(() => {
            const id = change.change === "delete" ? change.id : (change.row["id"] ?? "")
            changed.delete(id)
            changed.set(
              id,
              change.change === "delete" ? undefined : columns.map((column) => change.row[column.name] ?? ""),
            )
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
