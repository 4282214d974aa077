import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import { digestOfBytes } from "../../storage/digestOf.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { isFault, storageFailed } from "../../storage/storageFailed.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "./Output.ts"
import { isReplaced } from "./OutputTarget.ts"
import { say } from "./Words.ts"

/** Gives a file a second name, and tells whether it could: something may have that name. Some file systems know no second names. */
const keepAs = Effect.fnUntraced(function* (file: string, kept: string) {
  const fs = yield* FileSystem.FileSystem
  const linked = yield* Effect.result(fs.link(file, kept))
  if (Result.isSuccess(linked)) return true
  if (isFault("AlreadyExists")(linked.failure)) return false
  const there = yield* Effect.result(fs.stat(kept))
  if (Result.isSuccess(there)) return false
  const failed = storageFailed(`keep ${file} as ${kept}`)
  if (!isFault("NotFound")(there.failure)) return yield* failed(linked.failure)
  yield* Effect.mapError(fs.copyFile(file, kept), failed)
  return true
})

/** Keeps a file under the first name that is free: `rejects.1.csv`, `rejects.2.csv`, and so on. */
const keptBeside = Effect.fnUntraced(function* (file: string) {
  const { basename, dirname, join } = yield* Path.Path
  const [stem, ...endings] = basename(file).split(/(?=\.)/)
  for (let at = 1; ; at++) {
    const kept = join(dirname(file), [stem, `.${at}`, ...endings].join(""))
    if (yield* keepAs(file, kept)) return kept
  }
})

const isSame = (one: string, other: string) =>
  Effect.all([one, other].map((file) => digestOfBytes(readBytes(file)))).pipe(
    Effect.map(([first, second]) => first === second),
    Effect.orElseSucceed(() => false),
  )

/**
 * Writes to a file and loses nothing that stands there, which somebody may have worked on since it was written: it stays under another name, unless
 * the same is written again.
 */
export const keepingEarlier = Effect.fnUntraced(function* <A, E, R>(target: string, write: Effect.Effect<A, E, R>) {
  if (!(yield* isReplaced(target))) return yield* write
  const fs = yield* FileSystem.FileSystem
  const kept = yield* keptBeside(target)
  const settle = Effect.gen(function* () {
    if (yield* isSame(target, kept)) return yield* Effect.ignore(fs.remove(kept))
    if (yield* isSilent) return
    yield* Output.use(({ talk }) => talk(() => say`${target} already existed, and is kept as ${kept}.`))
  })
  return yield* Effect.ensuring(write, settle)
})
