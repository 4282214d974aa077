import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as Scope from "effect/Scope"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import { openFencedLog } from "../../storage/fencedLog.ts"
import { listLog } from "../../storage/readFencedLog.ts"
import type { JournalEntry } from "./JournalEntry.ts"
import { kindOf, lockJournal, takenIn } from "./layerJournalFolder.ts"
import { entriesFolder } from "./readJournalFolder.ts"

/** Which entries a journal has, by their numbers. */
const entriesIn = Effect.fnUntraced(
  function* (folder: string) {
    const { begins, numbers } = yield* listLog((yield* Path.Path).join(folder, entriesFolder))
    return [begins, ...numbers].join()
  },
  Effect.orElseSucceed(() => "unreadable"),
)

/**
 * Records that the journey in a folder is over, whatever its result: a process that opened its journal before writes
 * nothing more. A journal that cannot be read or written is over without that.
 *
 * Succeeds with a check whether nobody has written since, wherever the folder is by then.
 */
export const endJournal = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<
  (folder: string) => Effect.Effect<boolean, never, FileSystem.FileSystem | Path.Path>,
  AppendFailure,
  FileSystem.FileSystem | Path.Path | Scope.Scope
> {
  const { isLost } = yield* lockJournal(folder)
  const taken = takenIn(folder)
  const entry: JournalEntry = { step: "finished", at: yield* Clock.currentTimeMillis }
  const known = yield* openFencedLog((yield* Path.Path).join(folder, entriesFolder)).pipe(
    Effect.flatMap(({ append, check }) =>
      append(entry, kindOf(entry)).pipe(
        Effect.andThen(entriesIn(folder)),
        Effect.tap(() => check),
      ),
    ),
    Effect.catchTags({
      Overtaken: ({ problem }) => Effect.fail(taken(problem)),
      StorageFailed: () => entriesIn(folder),
    }),
  )
  if (yield* isLost) return yield* taken("it took the lock while this program was asleep")
  return (moved) => Effect.map(entriesIn(moved), (found) => found === known)
})
