import { rmSync } from "node:fs"
import { join } from "node:path"
import { Journal, type JournalEntry, layerFolder } from "@zoho-bulk/core/Journal"
import { Context, Effect, Layer } from "effect"
import { runner } from "./runner.ts"
import type { Files } from "./sleepy.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** Opens the journal in a folder as a process of its own would. */
export const openJournal = (folder: string, files: Files = runner.layerFiles) =>
  Effect.map(Layer.build(Layer.fresh(Layer.provide(layerFolder(folder), files))), Context.get(Journal))

/** The same by who takes its lock from whoever has it. */
export const takeJournal = (folder: string, files: Files = runner.layerFiles) =>
  Effect.suspend(() => {
    rmSync(join(folder, "lock"), { force: true })
    return openJournal(folder, files)
  })

/** What a reader finds in a folder: by itself once nobody has it, or else by taking it. */
export const entriesIn = (folder: string, open = openJournal) =>
  Effect.scoped(Effect.flatMap(open(folder), ({ entries }) => entries))

/** Where a journey may be. */
export const aFolder = Effect.map(temporaryFolder, (folder) => join(folder, "journey"))

/** How a journal begins. */
export const begun = (at: number): JournalEntry => ({
  step: "begun",
  at,
  form: 2,
  kind: "import",
  request: {},
  digest: "",
  host: "",
})

/** An order that goes out. */
export const ordering = (part: string): JournalEntry => ({ step: "ordering", part, at: 1 })
