import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Scope from "effect/Scope"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isUnread, storageFailed } from "./storageFailed.ts"

/**
 * Opens a file that is written as bytes arrive. A pipe opens once somebody reads from it; if this is interrupted first,
 * it briefly reads from the pipe itself, because nothing else ends the wait.
 */
const openUninterrupted = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const scope = yield* Effect.scope
  return yield* Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const opening = yield* Effect.forkDetach(Scope.provide(fs.open(path, { flag: "a" }), scope))
      return yield* Effect.onInterrupt(restore(Fiber.join(opening)), () =>
        Effect.ignore(Effect.scoped(Effect.andThen(fs.open(path, { flag: "r+" }), Fiber.await(opening)))),
      )
    }),
  )
})

/**
 * Opens something other than a file on disk, such as a pipe or a device, and returns a function that writes a piece and
 * reports whether anybody is reading.
 */
export const openThrough = (
  path: string,
): Effect.Effect<
  (piece: Uint8Array) => Effect.Effect<boolean, StorageFailed>,
  StorageFailed,
  FileSystem.FileSystem | Scope.Scope
> => {
  const failed = storageFailed(`write ${path}`)
  return openUninterrupted(path).pipe(
    Effect.mapError(failed),
    Effect.map(
      (opened) => (piece) =>
        opened.writeAll(piece).pipe(
          Effect.as(true),
          Effect.catchIf(isUnread, () => Effect.succeed(false)),
          Effect.mapError((error) => failed(error)),
        ),
    ),
  )
}
