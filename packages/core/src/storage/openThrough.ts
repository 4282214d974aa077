import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Scope from "effect/Scope"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isUnread, storageFailed } from "./storageFailed.ts"

/**
 * Opens what is written as bytes come. A pipe opens once somebody reads from it; who is told to stop before that reads from it for a moment
 * himself, for nothing else ends the wait.
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
 * Opens what is no file of the disk, such as a pipe or a device, and gives what writes a piece into it and tells whether anybody reads there.
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
