import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { TargetFailure } from "../../failure/MirrorFailure.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import type { Row } from "../../results/Rows.ts"
import { makeFolder } from "../../storage/makeFolder.ts"
import { uniqueName } from "../../storage/uniqueName.ts"
import type { Checkpoint } from "../Checkpoint.ts"
import type { CopyColumn } from "../CopyColumn.ts"
import type { MirrorTarget, Staging, StagePlan } from "../MirrorTarget.ts"
import { changedMeanwhile } from "../changedMeanwhile.ts"
import { holdPlace } from "../holdPlace.ts"
import { modifiedTime } from "../planCopy.ts"
import { millisOf } from "../../domain/millisOf.ts"
import { forms } from "./copyFormat.ts"
import { changesBytes, isEntryAsWritten, keptRows, writeKept } from "./keptRows.ts"
import {
  type CopyFormat,
  formOf,
  type KeptFile,
  type Manifest,
  manifestFile,
  type ModuleEntry,
  noCopies,
  readManifest,
} from "./manifest.ts"
import { verifyFolder } from "./verifyFolder.ts"
import { commitManifest, finishManifest, openManifest, stagedFile } from "./commitManifest.ts"
import { stageRows } from "./stagedRows.ts"

/**
 * How copies are stored in a folder.
 *
 * **Example** (One gzipped file for each module)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 *
 * const options: Mirror.FolderOptions = { format: "csv.gz", merge: true }
 *
 * export const target = Mirror.folder("/var/lib/zoho/copies", options)
 * ```
 *
 * @category configuration
 */
export interface FolderOptions {
  /** The format of the files: `"csv"`, the default, `"csv.gz"` or `"ndjson"`. */
  readonly format?: CopyFormat | undefined
  /**
   * Whether changes are merged into the file of the module, which is then rewritten. By default each run adds a file of
   * changes (`Leads.changes-….ndjson`) instead, until the whole module is read again.
   */
  readonly merge?: boolean | undefined
}

/** The cells of a row by the names of some columns, in the order of others. */
const arranged = (from: ReadonlyArray<string>, to: ReadonlyArray<string>) => {
  const at = new Map(from.map((name, place) => [name, place]))
  const places = to.map((name) => at.get(name))
  return (row: Row, old: (place: number) => string = () => ""): Row =>
    places.map((place, column) => (place === undefined ? old(column) : (row[place] ?? "")))
}

/** Whether rows are written and read in the same way: a file is read by the columns in its manifest. */
const isSameShape = (one: ReadonlyArray<CopyColumn>, other: ReadonlyArray<CopyColumn>): boolean =>
  one.length === other.length &&
  one.every(({ dataType, isText = false, name }, at) => {
    const { dataType: otherType, isText: isOtherText = false, name: otherName } = other[at] ?? {}
    return name === otherName && dataType === otherType && isText === isOtherText
  })

/** The names of files that no module uses any more. */
const noMoreUsed = (names: ReadonlyArray<string>, modules: ReadonlyArray<ModuleEntry>): ReadonlyArray<string> => {
  const used = new Set(modules.flatMap(({ changes, file }) => [file, ...changes].map(({ name }) => name)))
  return [...new Set(names)].filter((name) => !used.has(name))
}

/** The name of a file of changes; two runs may end at the same time, if a clock was set back. */
const changesName = (module: string, { run: { endedAt } }: Checkpoint, others: ReadonlyArray<KeptFile>): string => {
  const name = `${module}.changes-${endedAt.replace(/[-:]/g, "")}`
  const taken = new Set(others.map((other) => other.name))
  let free = `${name}.ndjson`
  for (let n = 2; taken.has(free); n++) free = `${name}_${n}.ndjson`
  return free
}

/** Everything that a folder of copies needs of the runtime. */
type Files = FileSystem.FileSystem | Path.Path

const stageModule = Effect.fnUntraced(function* (
  folder: string,
  { columns, isWhole, module, staged }: StagePlan,
  before: ModuleEntry | undefined,
  { format = "csv", merge = false }: FolderOptions,
  put: (
    entry: ModuleEntry,
    written: KeptFile,
    left: ReadonlyArray<string>,
  ) => Effect.Effect<void, TargetFailure, Files>,
  check: Effect.Effect<void, TargetFailure, Files>,
) {
  const context = yield* Effect.context<Files>()
  const { join } = yield* Path.Path
  const rows = yield* stageRows(join(folder, `${module}.staged.${yield* uniqueName}.tmp`))
  const names = columns.map(({ name }) => name)
  const oldNames = before?.checkpoint.columns.map(({ name }) => name) ?? []
  const missingNames = names.filter((name) => !staged.includes(name) && oldNames.includes(name))
  const needsOld = before !== undefined && (!isWhole || missingNames.length > 0)
  const old = needsOld ? keptRows(folder, before) : Stream.empty
  /** The ids of the old rows that stay. */
  const staying = new Set<string>()
  /** The cells that updated rows keep from the old ones, if some columns did not arrive. */
  const keptCells = new Map<string, Row>()
  const gone = new Set<string>()
  const stayed = Stream.filter(old, ([id = ""]) => staying.has(id))
  const state = () => ({ rows: staying.size + rows.size(), deleted: gone.size })

  const staging: Staging = {
    add: rows.add,
    apply: (deletions) =>
      Effect.gen(function* () {
        const deletedAt = new Map(deletions.map(({ at, id }) => [id, at]))
        const timeAt = oldNames.indexOf(modifiedTime)
        const keepOf = arranged(oldNames, missingNames)
        yield* Stream.runForEach(old, (row) =>
          Effect.sync(() => {
            const [id = ""] = row
            if (rows.has(id)) {
              if (missingNames.length > 0) keptCells.set(id, keepOf(row))
              return
            }
            const at = deletedAt.get(id)
            const isDeleted = at !== undefined && !(millisOf(row[timeAt] ?? "") >= at)
            if (isWhole || isDeleted) gone.add(id)
            else staying.add(id)
          }),
        )
        return state()
      }).pipe(Effect.provideContext(context)),
    keepOnly: (records) =>
      Effect.gen(function* () {
        /** All records, and when they were changed. */
        const all = new Map<string, number>()
        const [missing, outdated]: [Array<string>, Array<string>] = [[], []]
        yield* Stream.runForEach(records, (chunk) =>
          Effect.sync(() => {
            for (const { id, modifiedTime: time } of chunk) {
              if (!staying.has(id) && !rows.has(id) && !all.has(id)) missing.push(id)
              all.set(id, millisOf(time))
            }
          }),
        )
        const compare = (timeAt: number) => (row: Row) =>
          Effect.sync(() => {
            const [id = ""] = row
            if (millisOf(row[timeAt] ?? "") < (all.get(id) ?? NaN)) outdated.push(id)
          })
        yield* Stream.runForEach(rows.rows, compare(staged.indexOf(modifiedTime)))
        yield* Stream.runForEach(stayed, compare(oldNames.indexOf(modifiedTime)))
        for (const id of [...staying, ...rows.ids()]) {
          if (all.has(id)) continue
          staying.delete(id)
          rows.drop(id)
          gone.add(id)
        }
        return { ...state(), missing, outdated }
      }).pipe(Effect.provideContext(context)),
    commit: (checkpoint: Checkpoint) =>
      Effect.gen(function* () {
        yield* check
        const arrange = arranged(staged, names)
        const keptAt = new Map(missingNames.map((name, at) => [names.indexOf(name), at]))
        const fresh = Stream.map(rows.rows, (row) => {
          const kept = keptCells.get(row[0] ?? "")
          return arrange(row, (column) => kept?.[keptAt.get(column) ?? -1] ?? "")
        })
        const asChanges =
          !merge && !isWhole && before?.format === format && isSameShape(before.checkpoint.columns, columns)
        const write = (name: string, bytes: Stream.Stream<Uint8Array, StorageFailed, Files>) =>
          Effect.map(writeKept(folder, stagedFile(name), bytes), (kept): KeptFile => ({ ...kept, name }))
        if (asChanges) {
          const name = changesName(module, checkpoint, before.changes)
          const changes = yield* write(name, changesBytes(format, columns, fresh, gone))
          return yield* put({ ...before, checkpoint, changes: [...before.changes, changes] }, changes, [])
        }
        const rearrange = arranged(oldNames, names)
        const kept = Stream.map(stayed, (row) => rearrange(row))
        const file = yield* write(`${module}.${format}`, forms[format].write(columns, Stream.concat(kept, fresh)))
        // It was compared before anything was ordered, which may be long ago.
        if (!isWhole && before !== undefined && !(yield* isEntryAsWritten(folder, before))) {
          return yield* changedMeanwhile(module)
        }
        const left = [before?.file, ...(before?.changes ?? [])].flatMap((each) =>
          each === undefined || each.name === file.name ? [] : [each.name],
        )
        return yield* put({ checkpoint, format, file, changes: [] }, file, left)
      }).pipe(Effect.provideContext(context)),
  }
  return staging
})

/**
 * Keeps copies in a folder: a file for each module, and `manifest.json`, which describes the copies and how far they
 * have got.
 *
 * **Details**
 *
 * A file is written next to the old one and replaces it in one step, followed immediately by the manifest: the next run
 * completes a run that was killed in between. The ids of a module's records are kept in memory while it is copied, some
 * 100 bytes each. Only their owner can read the files.
 *
 * **Example** (Gzipped files, with changes merged into them)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 *
 * export const target = Mirror.folder("/var/lib/zoho/copies", { format: "csv.gz", merge: true })
 * ```
 *
 * @category targets
 */
export const folderTarget = (folder: string, options: FolderOptions = {}): MirrorTarget<Files> => ({
  name: folder,
  checkpoints: Effect.map(readManifest(folder, manifestFile), (manifest = noCopies) =>
    manifest.modules.map(({ checkpoint }) => checkpoint),
  ),
  rows: (module) =>
    Stream.unwrap(
      Effect.map(readManifest(folder, manifestFile), (manifest = noCopies) => {
        const entry = manifest.modules.find(({ checkpoint }) => checkpoint.module === module)
        return entry === undefined ? Stream.empty : keptRows(folder, entry)
      }),
    ),
  verify: verifyFolder(folder),
  open: Effect.gen(function* () {
    const context = yield* Effect.context<Files>()
    const { join } = yield* Path.Path
    yield* makeFolder(folder)
    const lock = yield* holdPlace(folder, join(folder, "lock"))
    let manifest: Manifest = yield* openManifest(folder)
    let isUnfinished = false
    const inTurn = Semaphore.withPermit(yield* Semaphore.make(1))
    const put = (entry: ModuleEntry, written: KeptFile, left: ReadonlyArray<string>) =>
      inTurn(
        Effect.gen(function* () {
          // Another one may have taken the place while this process was asleep.
          yield* lock.check
          // What a commit that failed had begun comes first.
          if (isUnfinished) manifest = yield* finishManifest(folder)
          isUnfinished = true
          const others = manifest.modules.filter(({ checkpoint }) => checkpoint.module !== entry.checkpoint.module)
          const modules = [...others, entry]
          const next: Manifest = {
            ...manifest,
            form: formOf(modules),
            modules,
            left: noMoreUsed([...(manifest.left ?? []), ...left], modules),
          }
          yield* commitManifest(folder, next, written, left)
          manifest = next
          isUnfinished = false
        }),
      )
    return {
      checkpoints: Effect.sync(() => manifest.modules.map(({ checkpoint }) => checkpoint)),
      isAsWritten: (module: string) => {
        const entry = manifest.modules.find(({ checkpoint }) => checkpoint.module === module)
        return entry === undefined
          ? Effect.succeed(true)
          : Effect.provideContext(isEntryAsWritten(folder, entry), context)
      },
      stage: (plan: StagePlan) => {
        const before = manifest.modules.find(({ checkpoint }) => checkpoint.module === plan.module)
        return Effect.provideContext(stageModule(folder, plan, before, options, put, lock.check), context)
      },
    }
  }),
})
