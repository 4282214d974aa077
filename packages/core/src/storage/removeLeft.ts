import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { leftBeside } from "./writeWhole.ts"

/**
 * Removes what a writer that was killed has half written of a file, once it is certain that nobody has overtaken us. What is found before that has
 * names that nobody gives again.
 */
export const removeLeft = Effect.fnUntraced(function* <E, R>(
  path: string,
  writer: string,
  check: Effect.Effect<void, E, R>,
) {
  const fs = yield* FileSystem.FileSystem
  const left = yield* leftBeside(path, writer)
  if (left.length === 0) return
  yield* check
  yield* Effect.forEach(left, (each) => Effect.ignore(fs.remove(each, { force: true })), { discard: true })
})
