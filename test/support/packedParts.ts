import { importRows } from "@zoho-bulk/core"
import { Journal, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { Bytes, Effect, Layer, Stream } from "effect"
import { alteredZoho } from "./alteredZoho.ts"

/** The archive that an import of these rows, the header first, uploads. */
export const packedPart = (rows: ReadonlyArray<ReadonlyArray<string>>): Effect.Effect<Uint8Array, unknown> =>
  Journal.use((journal) => {
    const kept = new Map<string, Uint8Array>()
    const spied: JournalKeeper = {
      ...journal,
      keep: (name, bytes) =>
        Effect.flatMap(Stream.runCollect(bytes), (pieces) => {
          kept.set(name, Bytes.concat(pieces))
          return journal.keep(name, Stream.fromIterable(pieces))
        }),
    }
    const imported = importRows({ module: "Leads", operation: "insert" }, Stream.fromIterable(rows), {
      journal: Layer.succeed(Journal, spied),
    })
    return Effect.map(Stream.runDrain(imported), () => kept.get("part-1.zip") ?? new Uint8Array())
  }).pipe(
    Effect.provide(
      Layer.merge(
        alteredZoho(() => Effect.undefined),
        layerMemory(),
      ),
    ),
  )
