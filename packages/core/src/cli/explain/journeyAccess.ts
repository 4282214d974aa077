import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { standardOutput } from "../output/OutputTarget.ts"
import { tokensFile } from "../signIn/Profiles.ts"
import { root } from "../flags/root.ts"
import { type Access, folderOf } from "./denoFlags.ts"

type Names = ReadonlyArray<string | undefined>

/** The folders in which files are written: each appears beside what it replaces. */
export const accessToFiles = Effect.fnUntraced(function* (
  written: Names,
  read: Names = [],
): Effect.fn.Return<Pick<Access, "reads" | "writes">, never, Path.Path> {
  const { dirname, resolve } = yield* Path.Path
  const files = (names: Names): ReadonlyArray<string> =>
    names.flatMap((name) => (name === undefined || name === standardOutput ? [] : [resolve(name)]))
  return { reads: files(read), writes: files(written).map((file) => dirname(file)) }
})

/** What a journey meets: the files that it reads and writes, and the folder of journals, which a run on the built-in emulator has none of. */
export const journeyAccess = Effect.fnUntraced(function* (written: Names, read: Names = []) {
  const { emulator } = yield* root
  const { reads, writes } = yield* accessToFiles(written, read)
  return { reads, writes: emulator ? writes : [...writes, ...(yield* folderOf(tokensFile))] }
})
