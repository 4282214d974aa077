import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { checkPath } from "../../storage/checkPath.ts"
import { removeFolder } from "../../storage/removeFolder.ts"
import { endJournal } from "./endJournal.ts"
import { entriesOfNow } from "./JournalEntry.ts"
import { type JourneyStatus, statusOf } from "./JourneyStatus.ts"
import { takenIn } from "./layerJournalFolder.ts"
import { readJournalFolder } from "./readJournalFolder.ts"

/**
 * Tells how far the journey in a folder is. It changes nothing, and may be asked while the journey runs.
 *
 * **Details**
 *
 * What cannot be read fails with `StorageFailed`. A folder without a journal has a status without a `kind`.
 *
 * **Example** (Orders that wait for a person)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const unsettled = (folder: string) =>
 *   Effect.map(Journal.status(folder), ({ toSettle }) => toSettle.map(({ part }) => part))
 * ```
 *
 * @category operations
 */
export const status = (
  folder: string,
): Effect.Effect<JourneyStatus, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Effect.andThen(
    checkPath(folder, "read a journal"),
    Effect.map(readJournalFolder(folder), (entries) => statusOf(entriesOfNow(entries))),
  )

/**
 * Forgets the journey in a folder and all that it kept: the folder is removed with everything in it. Its jobs at Zoho are left alone.
 *
 * **Details**
 *
 * Fails with `JourneyTaken` while the journey runs, and with `StorageFailed` where the folder cannot be removed. It is written down first that the
 * journey is over: a process that was asleep, and wakes later, writes nothing more.
 *
 * **Example** (Let go of a journey that nobody wants any more)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 *
 * export const letGo = (folder: string) => Journal.forget(folder)
 * ```
 *
 * @category operations
 */
export const forget = (folder: string): Effect.Effect<void, AppendFailure, FileSystem.FileSystem | Path.Path> =>
  Effect.scoped(
    Effect.gen(function* () {
      const isOver = yield* endJournal(folder)
      if (!(yield* removeFolder(folder, isOver))) return yield* takenIn(folder)("it has started again meanwhile")
    }),
  )
