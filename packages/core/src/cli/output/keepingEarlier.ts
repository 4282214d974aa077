import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { isSameContent, keptBeside } from "../../storage/keepEarlier.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "./Output.ts"
import { isReplaced } from "./OutputTarget.ts"
import { say } from "./Words.ts"

/**
 * Writes to a file and loses nothing that stands there, which somebody may have worked on since it was written: it stays under another name, unless
 * the same is written again.
 */
export const keepingEarlier = Effect.fnUntraced(function* <A, E, R>(target: string, write: Effect.Effect<A, E, R>) {
  if (!(yield* isReplaced(target))) return yield* write
  const fs = yield* FileSystem.FileSystem
  const kept = yield* keptBeside(target)
  const settle = Effect.gen(function* () {
    if (yield* isSameContent(target, kept)) return yield* Effect.ignore(fs.remove(kept))
    if (yield* isSilent) return
    yield* Output.use(({ talk }) => talk(() => say`${target} already existed, and is kept as ${kept}.`))
  })
  return yield* Effect.ensuring(write, settle)
})
