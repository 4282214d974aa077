import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { checkPath } from "../../storage/checkPath.ts"
import { removeFolder } from "../../storage/removeFolder.ts"
import { type Own, removeOwn } from "../../storage/removeOwn.ts"
import { endJournal } from "./endJournal.ts"
import { entriesOfNow } from "./JournalEntry.ts"
import { type JourneyStatus, statusOf } from "./JourneyStatus.ts"
import { lockFile, takenIn } from "./layerJournalFolder.ts"
import { isKept, isOfOlder } from "./partFiles.ts"
import { entriesFolder, linesFile, readJournalFolder } from "./readJournalFolder.ts"

/**
 * Returns how far the journey in a folder has got. It changes nothing and may be called while the journey runs.
 *
 * **Details**
 *
 * Fails with `StorageFailed` if the journal cannot be read. The status of a folder without a journal, or of a missing
 * folder, has no `kind`, no jobs and no orders.
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

const isEntry = (name: string): boolean => /^\d{6,15}\.(?:json|back)$/.test(name)

/** What others have moved aside of a lock, or were writing when they were killed. */
const isLeftover = (name: string): boolean =>
  (name.startsWith(`${lockFile}.`) && name.endsWith(".dead")) ||
  (name.startsWith(`${entriesFolder}.`) && name.endsWith(".tmp"))

/** What belongs to the journal in its folder. */
const ownOfJournal =
  (isOlder: boolean): Own =>
  (name) => {
    if (name === entriesFolder) return isEntry
    return name === lockFile || name === linesFile || isLeftover(name) || isKept(name, isOlder)
  }

const namesIn = (folder: string) =>
  FileSystem.FileSystem.use((fs) => fs.readDirectory(folder)).pipe(
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
  )

/** Finds what belongs to the journal in a folder; refuses a folder that has files but no journal. */
const ownIn = Effect.fnUntraced(function* (folder: string) {
  yield* checkPath(folder, "keep a journal")
  const names = yield* namesIn(folder)
  const entries = yield* namesIn((yield* Path.Path).join(folder, entriesFolder))
  const hasLines = names.includes(linesFile)
  const isBegun = hasLines || entries.some(isEntry)
  const isBare = names.every((name) =>
    name === entriesFolder ? entries.length === 0 : ownOfJournal(false)(name) === true,
  )
  if (!isBegun && !isBare) {
    return yield* new StorageFailed({
      doing: `forget the journal in ${folder}`,
      problem: "there is no journal in it",
      remedy: "Name the folder of the journal. Nothing was removed.",
    })
  }
  const isOlder = hasLines || isOfOlder(yield* Effect.orElseSucceed(readJournalFolder(folder), () => []))
  return ownOfJournal(isOlder)
})

type IsOver = Effect.Success<ReturnType<typeof endJournal>>

/** Ends a journey and deletes its files, unless another process has since started again there. */
const forgetting = <E>(
  folder: string,
  remove: (isOver: IsOver) => Effect.Effect<boolean, E, FileSystem.FileSystem | Path.Path>,
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const isOver = yield* endJournal(folder)
      if (!(yield* remove(isOver))) return yield* takenIn(folder)("it has started again since")
    }),
  )

/** Forgets a journey of the command, whose folder contains nothing else. */
export const forgetWhole = (folder: string) => forgetting(folder, (isOver) => removeFolder(folder, isOver))

/**
 * Deletes the journey in a folder and everything that its journal stored there. Its jobs at Zoho are left alone.
 *
 * **Details**
 *
 * Files that the journal did not write stay, and so does the folder then; otherwise the folder is deleted too. A folder
 * with files but no journal is left unchanged and fails with `StorageFailed`. Succeeds if the folder no longer exists.
 *
 * Fails with `JourneyTaken` while the journey runs, and with `StorageFailed` if something cannot be deleted. It first
 * records that the journey is over: a suspended process that wakes up later writes nothing more.
 *
 * **Example** (A journey that nobody wants any more)
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
  Effect.flatMap(ownIn(folder), (own) => forgetting(folder, (isOver) => removeOwn(folder, own, isOver)))
