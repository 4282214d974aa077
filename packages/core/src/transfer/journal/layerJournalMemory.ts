import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Journal, type JournalKeeper } from "./Journal.ts"
import type { JournalEntry } from "./JournalEntry.ts"
import { isOfPart } from "./partFiles.ts"

/** Keeps everything in memory: a journey that another process cannot resume. */
export const memoryJournal = (): JournalKeeper => {
  const entries: Array<JournalEntry> = []
  const files = new Map<string, ReadonlyArray<Uint8Array>>()
  return {
    place: "memory",
    entries: Effect.sync(() => [...entries]),
    append: (entry) =>
      Effect.sync(() => {
        if (entry.step === "begun") for (const name of files.keys()) if (isOfPart(name)) files.delete(name)
        entries.push(entry)
      }),
    keep: (name, bytes) => Effect.map(Stream.runCollect(bytes), (chunks) => void files.set(name, chunks)),
    read: (name) => Stream.suspend(() => Stream.fromIterable(files.get(name) ?? [], { chunkSize: 1 })),
    forget: (name) => Effect.sync(() => void files.delete(name)),
  }
}

/**
 * Provides a journal in memory, which belongs to one journey.
 *
 * **Example** (What an export has ordered)
 *
 * ```ts
 * import { exportModule, Journal } from "@zoho-bulk/core"
 * import { Effect, Layer, Stream } from "effect"
 *
 * export const ordered = Effect.gen(function* () {
 *   const journal = yield* Journal.Journal
 *   const { rows } = yield* exportModule({ module: "Contacts" }, { journal: Layer.succeed(Journal.Journal, journal) })
 *   yield* Stream.runDrain(rows)
 *   return (yield* journal.entries).filter(({ step }) => step === "ordered")
 * }).pipe(Effect.scoped, Effect.provide(Journal.layerMemory()))
 * ```
 *
 * @category layers
 */
export const layerJournalMemory = (): Layer.Layer<Journal> => Layer.sync(Journal, memoryJournal)
