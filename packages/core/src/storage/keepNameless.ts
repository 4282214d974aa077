import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { storageFailed } from "./storageFailed.ts"

/** How much is read at once, in bytes. */
const pieceBytes = 2 ** 16

const readOpen = (path: string, file: FileSystem.File): Stream.Stream<Uint8Array, StorageFailed> =>
  Stream.paginate(0n, (position) =>
    file.readAlloc(pieceBytes, { position }).pipe(
      Effect.mapError(storageFailed(`read ${path}`)),
      Effect.map(
        Option.match({
          onNone: () => [[], Option.none<bigint>()] as const,
          onSome: (piece) => [[piece], Option.some(position + BigInt(piece.length))] as const,
        }),
      ),
    ),
  )

/**
 * Stores bytes for as long as the scope is open, in a file that loses its name before the first byte is requested: the
 * system removes it however this process ends. Where an open file cannot lose its name, it goes with the scope.
 * Succeeds with a stream that reads the bytes back. The folder must exist.
 */
export const keepNameless = Effect.fnUntraced(function* <E, R>(
  path: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
): Effect.fn.Return<
  Stream.Stream<Uint8Array, StorageFailed>,
  E | StorageFailed,
  R | FileSystem.FileSystem | Scope.Scope
> {
  const fs = yield* FileSystem.FileSystem
  const failed = storageFailed(`write ${path}`)
  const remove = Effect.ignore(fs.remove(path, { force: true }))
  const scope = yield* Scope.fork(yield* Effect.scope)
  return yield* Effect.gen(function* () {
    yield* Effect.addFinalizer(() => remove)
    const file = yield* Effect.uninterruptible(
      Effect.tap(Effect.mapError(fs.open(path, { flag: "wx+", mode: 0o600 }), failed), () => remove),
    )
    yield* Stream.runForEach(bytes, (chunk) => Effect.mapError(file.writeAll(chunk), failed))
    return readOpen(path, file)
  }).pipe(
    Scope.provide(scope),
    Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause))),
  )
})
