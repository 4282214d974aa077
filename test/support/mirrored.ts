import { join } from "node:path"
import { assert } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { type Edit, Emulator } from "@zoho-bulk/core/emulator"
import { Journal } from "@zoho-bulk/core"
import { Effect, Layer } from "effect"
import { recordsAtZoho, recordsInFolder } from "./copies.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** Edits the organisation at once. */
export const edit = (...edits: ReadonlyArray<Edit>) => Effect.flatMap(Emulator, (emulator) => emulator.edit(edits))

/** The operations that the emulator was asked for, in order. */
export const operations = Effect.map(
  Effect.flatMap(Emulator, ({ report }) => report),
  ({ requests }) => requests.map(({ operation }) => operation),
)

/** Edits the organisation right after each order of a mirror, the first of which is number 1. */
export const editingAfterOrders = (editsAfter: (order: number, module: string) => ReadonlyArray<Edit>) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator
    let orders = 0
    return <A, E, R>(mirroring: Effect.Effect<A, E, R>) =>
      Effect.provideService(mirroring, Mirror.CurrentMirrorProgress, (event) =>
        event._tag === "progress" && event.event._tag === "ordered"
          ? Effect.orDie(emulator.edit(editsAfter(++orders, event.module)))
          : Effect.void,
      )
  })

/** Gives each module a journal in memory, and edits the organisation right before each order of its export. */
export const editingBeforeOrders = (editsBefore: (order: number) => ReadonlyArray<Edit>) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator
    let orders = 0
    return () =>
      Layer.effect(
        Journal.Journal,
        Effect.map(Journal.Journal, (keeper): Journal.JournalKeeper => ({
          ...keeper,
          append: (entry) =>
            entry.step === "ordering"
              ? Effect.andThen(Effect.orDie(emulator.edit(editsBefore(++orders))), keeper.append(entry))
              : keeper.append(entry),
        })),
      ).pipe(Layer.provide(Journal.layerMemory()))
  })

/** What became of modules that were all copied. */
const copied = (outcomes: ReadonlyArray<Mirror.ModuleOutcome>): ReadonlyArray<Mirror.ModuleCopied> =>
  outcomes.map((outcome) => (outcome._tag === "copied" ? outcome : assert.fail(String(outcome.failure))))

/** Copies modules into a folder of its own as often as it is run. */
export const mirroring = (...modules: ReadonlyArray<string>) =>
  Effect.map(temporaryFolder, (made) => {
    const folder = join(made, "copies")
    const target = Mirror.folder(folder, { format: "ndjson", merge: true })
    const run = (options: Mirror.MirrorOptions = {}) =>
      Mirror.run({ modules: modules.map((module) => ({ module })), target }, options)
    return {
      target,
      run,
      /** Copies all modules; fails where one fails. */
      copy: (options?: Mirror.MirrorOptions) => Effect.map(run(options), copied),
      /** The copy of a module, by id. */
      records: (module: string) => recordsInFolder(folder, module),
      /** Checks that the copy of a module is what lies at Zoho, but for the columns that Zoho has no more. */
      checkSame: Effect.fnUntraced(function* (module: string) {
        const columns = (yield* target.checkpoints).find((each) => each.module === module)?.columns ?? []
        const gone = new Set(columns.flatMap(({ isGone = false, name }) => (isGone ? [name] : [])))
        const copied = Array.from(recordsInFolder(folder, module), ([id, record]) => {
          const cells = Object.entries(record).filter(([name]) => !gone.has(name))
          return [id, Object.fromEntries(cells)] as const
        })
        assert.deepStrictEqual(new Map(copied), new Map(yield* recordsAtZoho(module, columns)))
        assert.deepStrictEqual((yield* target.verify).differences, [])
      }),
    }
  })
