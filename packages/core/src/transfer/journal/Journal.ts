import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import type { JournalEntry } from "./JournalEntry.ts"

/**
 * What a journey has done so far, and the files that it needs to resume.
 *
 * **Example** (The jobs that a journey has ordered)
 *
 * ```ts
 * import type { Journal } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const jobIds = ({ entries }: Journal.JournalKeeper) =>
 *   Effect.map(entries, (all) => all.flatMap((entry) => ("jobId" in entry ? [entry.jobId] : [])))
 * ```
 *
 * @category models
 */
export interface JournalKeeper {
  /** Where it is, for messages: a folder, or `memory`. */
  readonly place?: string | undefined
  /** All entries, those of earlier runs first; each `begun` among them starts another journey. */
  readonly entries: Effect.Effect<ReadonlyArray<JournalEntry>>
  /**
   * Writes an entry permanently before it succeeds; fails with `StorageFailed`, and with `JourneyTaken` if another
   * process has written since. A `begun` discards what was kept for the parts of earlier journeys.
   */
  readonly append: (entry: JournalEntry) => Effect.Effect<void, AppendFailure>
  /** Fails with `JourneyTaken` if another process has written since; absent if none can. */
  readonly check?: Effect.Effect<void, AppendFailure> | undefined
  /** Reads the answer to an order of an earlier process, if one has arrived since; absent if none can. */
  readonly readAnew?: Effect.Effect<void, AppendFailure> | undefined
  /** Stores bytes under a name, replacing any earlier ones. */
  readonly keep: <E, R>(
    name: string,
    bytes: Stream.Stream<Uint8Array, E, R>,
  ) => Effect.Effect<void, E | AppendFailure, R>
  /** Reads the bytes stored under a name; fails with `StorageFailed`. */
  readonly read: (name: string) => Stream.Stream<Uint8Array, StorageFailed>
  /** Deletes the bytes stored under a name, if any. */
  readonly forget: (name: string) => Effect.Effect<void>
}

/**
 * Remembers what a journey has done, so that it can resume after a crash: no job created twice, no row written twice.
 *
 * **When to use**
 *
 * Pass one to `exportModule` and `importRows`: `{ journal: Journal.layerFolder("/var/lib/reports/contacts") }`. Without
 * it, they remember what they did in memory, and another process cannot resume them.
 *
 * **Gotchas**
 *
 * A journal belongs to one journey at a time: give each its own. It records what the journey is about. Another request,
 * other rows or another organisation fail with `JourneyDiffers` while the journey is unfinished; once it is finished,
 * the next journey starts afresh.
 *
 * **Example** (Whether the journey of a folder has ordered a job)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const hasOrdered = (folder: string) =>
 *   Journal.Journal.use(({ entries }) => entries).pipe(
 *     Effect.map((all) => all.some(({ step }) => step === "ordered")),
 *     Effect.provide(Journal.layerFolder(folder)),
 *   )
 * ```
 *
 * @category services
 */
export class Journal extends Context.Service<Journal, JournalKeeper>()("@zoho-bulk/core/transfer/Journal") {}
