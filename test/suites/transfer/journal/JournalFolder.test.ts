import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { type JournalEntry, type JournalKeeper } from "@zoho-bulk/core/Journal"
import { Effect, FileSystem, Layer, PlatformError, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { aFolder, begun, entriesIn, openJournal, ordering } from "../../../support/journalsOnDisk.ts"
import { runner } from "../../../support/runner.ts"
import type { Files } from "../../../support/sleepy.ts"
import { temporaryFolder } from "../../../support/temporaryFolder.ts"

const partsIn = (folder: string) =>
  Effect.map(entriesIn(folder), (entries) => entries.flatMap((entry) => ("part" in entry ? [entry.part] : [])))

/** A folder whose journal is numbered from 1 on, as older versions made it: a test can name its entries. */
const numberedFromOne = Effect.map(temporaryFolder, (above) => {
  const folder = join(above, "journey")
  mkdirSync(join(folder, "journal"), { recursive: true })
  return folder
})

/** The names of the entries in a folder; not that of the file which says from where on they are numbered. */
const entryNames = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(folder, "journal")).filter((name) => !/^0\d{14}\.json$/.test(name))

const entryFile = (folder: string, name: string): string => join(folder, "journal", name)

/** A folder whose lock was taken from its owner, who does not know of it yet, and what both then have. */
const overtaken = Effect.gen(function* () {
  const folder = yield* aFolder
  const stale = yield* openJournal(folder)
  yield* stale.append(ordering("part 1"))
  rmSync(join(folder, "lock"))
  return { folder, stale, fresh: yield* openJournal(folder) }
})

const taken = (journal: JournalKeeper, entry: JournalEntry) =>
  Effect.map(Effect.flip(journal.append(entry)), (failure) => expectTag(failure, "JourneyTaken"))

describe("who has been overtaken", () => {
  it.live("cannot write an entry, is told which folder it is, and leaves nothing behind", () =>
    Effect.gen(function* () {
      const { folder, fresh, stale } = yield* overtaken
      yield* fresh.append(ordering("part 2"))
      const failure = yield* taken(stale, ordering("part 3"))
      assert.include(failure.message, `Another process is running the journey in ${folder}`)
      yield* taken(stale, ordering("part 4"))
      yield* fresh.append(ordering("part 5"))
      assert.deepStrictEqual(yield* fresh.entries, ["part 1", "part 2", "part 5"].map(ordering))
      assert.strictEqual(entryNames(folder).length, 3)
    }).pipe(Effect.scoped),
  )

  it.live("cannot replace or remove a file of the journey", () =>
    Effect.gen(function* () {
      const { fresh, stale } = yield* overtaken
      yield* fresh.keep("part-1.csv", Stream.make(Uint8Array.of(1)))
      yield* fresh.append(ordering("part 2"))
      const failure = yield* Effect.flip(stale.keep("part-1.csv", Stream.make(Uint8Array.of(2))))
      expectTag(failure, "JourneyTaken")
      yield* stale.forget("part-1.csv")
      assert.deepStrictEqual(yield* Stream.runCollect(fresh.read("part-1.csv")), [Uint8Array.of(1)])
    }).pipe(Effect.scoped),
  )

  it.live("cannot write where the other one has begun anew, and its entries are gone", () =>
    Effect.gen(function* () {
      const { folder, fresh, stale } = yield* overtaken
      yield* fresh.append(ordering("part 2"))
      yield* fresh.append(begun(2))
      assert.strictEqual(entryNames(folder).length, 1)
      yield* taken(stale, ordering("part 2"))
      assert.deepStrictEqual(yield* fresh.entries, [begun(2)])
    }).pipe(Effect.scoped),
  )

  it.live("cannot write where the folder was forgotten and is used for another journey", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const stale = yield* openJournal(folder)
      yield* stale.append(ordering("part 1"))
      rmSync(folder, { recursive: true })
      const fresh = yield* openJournal(folder)
      yield* fresh.append(ordering("part 9"))
      yield* taken(stale, ordering("part 2"))
      assert.deepStrictEqual(yield* fresh.entries, [ordering("part 9")])
    }).pipe(Effect.scoped),
  )

  it.live("is who wrote over an entry that another one was about to finish", () =>
    Effect.gen(function* () {
      const folder = yield* numberedFromOne
      const slow = yield* openJournal(folder)
      yield* slow.append(ordering("part 1"))
      rmSync(join(folder, "lock"))
      writeFileSync(entryFile(folder, "000002.json"), "")
      const fresh = yield* openJournal(folder)
      writeFileSync(entryFile(folder, "000002.json"), `${JSON.stringify({ after: 1, entry: ordering("part 2") })}\n`)
      yield* taken(fresh, ordering("part 2"))
      const names = entryNames(folder).filter((name) => name.endsWith(".json"))
      assert.deepStrictEqual(names, ["000001.json", "000002.json"])
    }).pipe(Effect.scoped),
  )
})

const fault = (code: string, path: string) =>
  PlatformError.systemError({
    _tag: "Unknown",
    module: "FileSystem",
    method: "write",
    pathOrDescriptor: path,
    cause: Object.assign(new Error(code), { code }),
  })

/** Files whose disk is full in the middle of a write, as long as it is said to be. */
const fullDisk = (isFull: () => boolean): Files => {
  const fileSystem = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
        Effect.map(fs.open(path, options), (file) => ({
          ...file,
          sync: file.sync,
          stat: file.stat,
          writeAll: (bytes: Uint8Array) =>
            isFull()
              ? Effect.andThen(file.writeAll(bytes.subarray(0, 20)), Effect.fail(fault("ENOSPC", path)))
              : file.writeAll(bytes),
        })),
    })),
  )
  return Layer.provideMerge(fileSystem, runner.layerFiles)
}

describe("a journey that begins", () => {
  it.live("removes what writers of an earlier one left who were killed, and no other file", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      mkdirSync(folder)
      for (const name of ["part-1.csv.abc.tmp", "part-2.result.zip.def.tmp", "part-1.csv", "mine.tmp"]) {
        writeFileSync(join(folder, name), "")
      }
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(begun(1))))
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "mine.tmp", "part-1.csv"])
    }).pipe(Effect.scoped),
  )
})

describe("an entry that could not be written whole", () => {
  it.live("is taken back where the disk is full, and the journal goes on once there is room", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      let isFull = false
      yield* Effect.gen(function* () {
        const journal = yield* openJournal(
          folder,
          fullDisk(() => isFull),
        )
        yield* journal.append(ordering("part 1"))
        isFull = true
        const failure = expectTag(yield* Effect.flip(journal.append(ordering("part 2"))), "StorageFailed")
        assert.include(failure.message, "the disk is full")
        assert.strictEqual(entryNames(folder).length, 1)
        isFull = false
        yield* journal.append(ordering("part 3"))
      }).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* partsIn(folder), ["part 1", "part 3"])
    }).pipe(Effect.scoped),
  )

  it.live("is taken back where the disk does not remember its name", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      let isFailing = false
      const forgetful = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
            Effect.map(fs.open(path, options), (file) => ({
              ...file,
              writeAll: (bytes: Uint8Array) => file.writeAll(bytes),
              sync: Effect.suspend(() =>
                isFailing && path === join(folder, "journal") ? Effect.fail(fault("EIO", path)) : file.sync,
              ),
            })),
        })),
      )
      yield* Effect.gen(function* () {
        const journal = yield* openJournal(folder, Layer.provideMerge(forgetful, runner.layerFiles))
        isFailing = true
        expectTag(yield* Effect.flip(journal.append(ordering("part 1"))), "StorageFailed")
        isFailing = false
        yield* journal.append(ordering("part 2"))
      }).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* partsIn(folder), ["part 2"])
    }).pipe(Effect.scoped),
  )

  it.live.each(["", '{"after":1,"ent', '{"after":1,"entry":{"step":"ordering","part":"part 2","at":1}}'])(
    "counts as never written after a crash: %j",
    (text) =>
      Effect.gen(function* () {
        const folder = yield* numberedFromOne
        yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 1"))))
        writeFileSync(entryFile(folder, "000002.json"), text)
        yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 3"))))
        assert.deepStrictEqual(yield* partsIn(folder), ["part 1", "part 3"])
      }).pipe(Effect.scoped),
  )

  it.live("is put on the disk by who builds upon it: its writer may have been killed before", () =>
    Effect.gen(function* () {
      const folder = yield* numberedFromOne
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 1"))))
      const synced: Array<string> = []
      const noting = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
            Effect.map(fs.open(path, options), (file) => ({
              ...file,
              writeAll: (bytes: Uint8Array) => file.writeAll(bytes),
              sync: Effect.andThen(
                Effect.sync(() => synced.push(path)),
                file.sync,
              ),
            })),
        })),
      )
      const files = Layer.merge(runner.layerFiles, Layer.provide(noting, runner.layerFiles))
      yield* Effect.scoped(openJournal(folder, files as Files))
      const before = synced.slice(0, synced.indexOf(join(folder, "journal")) + 1)
      assert.include(before, entryFile(folder, "000001.json"))
    }).pipe(Effect.scoped),
  )

  it.live("is missed where others build upon it: the journal is not read as if it had never been", () =>
    Effect.gen(function* () {
      const folder = yield* numberedFromOne
      yield* Effect.scoped(
        Effect.flatMap(openJournal(folder), ({ append }) =>
          Effect.forEach(["part 1", "part 2", "part 3"], (part) => append(ordering(part))),
        ),
      )
      rmSync(entryFile(folder, "000002.json"))
      const failure = expectTag(yield* Effect.flip(Effect.scoped(openJournal(folder))), "StorageFailed")
      assert.include(failure.message, "entry 3 builds upon entry 2, which is gone")
    }).pipe(Effect.scoped),
  )
})

/** Files whose folders cannot be read when it is said that they cannot. */
const unlistable = (isUnlistable: () => boolean): Files => {
  const broken = (path: string) =>
    PlatformError.systemError({
      _tag: "Unknown",
      module: "FileSystem",
      method: "readDirectory",
      pathOrDescriptor: path,
    })
  const fileSystem = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      readDirectory: (path: string) =>
        Effect.suspend(() => (isUnlistable() ? Effect.fail(broken(path)) : fs.readDirectory(path))),
    })),
  )
  return Layer.provideMerge(fileSystem, runner.layerFiles)
}

const jobId = "4150868000005376042" as never

describe("an entry after which nobody can look who else has written", () => {
  it.live.each<{ what: string; entry: JournalEntry; isThere: boolean }>([
    {
      what: "stays if it has a job that Zoho made",
      entry: { step: "ordered", part: "part 1", at: 2, jobId },
      isThere: true,
    },
    {
      what: "stays if it has a job that a person found",
      entry: { step: "adopted", part: "part 1", at: 2, jobId },
      isThere: true,
    },
    {
      what: "is taken back if nothing was done yet",
      entry: { step: "ordering", part: "part 1", at: 2 },
      isThere: false,
    },
  ])("$what", ({ entry, isThere }) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      let isBroken = false
      yield* Effect.gen(function* () {
        const files = unlistable(() => {
          const isNow = isBroken
          isBroken = false
          return isNow
        })
        const journal = yield* openJournal(folder, files)
        yield* journal.append(ordering("part 1"))
        isBroken = true
        expectTag(yield* Effect.flip(journal.append(entry)), "StorageFailed")
        yield* journal.append(ordering("part 2"))
      }).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* entriesIn(folder), [
        ordering("part 1"),
        ...(isThere ? [entry] : []),
        ordering("part 2"),
      ])
    }).pipe(Effect.scoped),
  )
})

describe("an entry of who had not seen that the journey was begun anew", () => {
  const late: JournalEntry = { step: "adopted", part: "part 1", at: 3, jobId }

  it.live.each<{ where: string; more: ReadonlyArray<JournalEntry> }>([
    { where: "is the last", more: [] },
    { where: "stands among those of the new one", more: [ordering("part 1")] },
  ])("is of the old journey, where it $where", ({ more }) =>
    Effect.gen(function* () {
      const folder = yield* numberedFromOne
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 1"))))
      rmSync(entryFile(folder, "000001.json"))
      const written = [
        { after: 0, entry: begun(2) },
        { after: 1, entry: late },
        ...more.map((entry) => ({ after: 2, entry })),
      ]
      for (const [at, each] of written.entries()) {
        writeFileSync(entryFile(folder, `00000${at + 2}.json`), `${JSON.stringify(each)}\n`)
      }
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(2), ...more])
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 2"))))
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(2), ...more, ordering("part 2")])
    }).pipe(Effect.scoped),
  )
})

const linesIn = (lines: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const folder = yield* numberedFromOne
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, "journal.ndjson"), lines.join("\n"))
    return folder
  })

const line = JSON.stringify

describe("a journal of an older version", () => {
  const ordered = (part: string, jobId: string) => line({ step: "ordered", part, at: 3, jobId })

  it.live("is read, gone on with in files of its own, and left as it is", () =>
    Effect.gen(function* () {
      const folder = yield* linesIn([line(ordering("page 1")), ordered("page 1", "1"), '{"step":"paged","pa'])
      const before = readFileSync(join(folder, "journal.ndjson"), "utf8")
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("page 2"))))
      assert.deepStrictEqual(yield* partsIn(folder), ["page 1", "page 1", "page 2"])
      assert.strictEqual(readFileSync(join(folder, "journal.ndjson"), "utf8"), before)
    }).pipe(Effect.scoped),
  )

  it.live("is not given up over a line that a full disk glued to the next one: what was written whole counts", () =>
    Effect.gen(function* () {
      const glued = `{"step":"ordered","part":${ordered("part 2", "4150868000005376043")}`
      const folder = yield* linesIn([line(ordering("part 1")), line(ordering("part 2")), glued, ""])
      const steps = (yield* entriesIn(folder)).map((entry) => [entry.step, "part" in entry ? entry.part : ""])
      assert.deepStrictEqual(steps, [
        ["ordering", "part 1"],
        ["ordering", "part 2"],
        ["ordered", "part 2"],
      ])
    }).pipe(Effect.scoped),
  )

  it.live("makes unknown what a damaged line may be about, and keeps the job id that it names", () =>
    Effect.gen(function* () {
      const damaged = '{"step":"orde\u0000\u0000","part":"part 2","at":3,"jobId":"4150868000005376042"}'
      const folder = yield* linesIn([
        line({ step: "split", at: 1, parts: [1, 1, 1] }),
        damaged,
        ordered("part 1", "7"),
        "",
      ])
      const unreadable = (yield* entriesIn(folder)).filter(({ step }) => step === "unreadable")
      assert.deepStrictEqual(unreadable, [
        { step: "unreadable", part: "part 2", at: 1, jobIds: ["4150868000005376042"] } as never,
      ])
    }).pipe(Effect.scoped),
  )

  it.live("makes every part unknown that has no job, where a damaged line names none", () =>
    Effect.gen(function* () {
      const lines = [
        line({ step: "split", at: 1, parts: [1, 1, 1] }),
        ordered("part 1", "7"),
        "\u0000\u0000",
        ordered("part 2", "8"),
        "",
      ]
      const unreadable = (yield* entriesIn(yield* linesIn(lines))).flatMap((entry) =>
        entry.step === "unreadable" ? [entry.part] : [],
      )
      assert.deepStrictEqual(unreadable, ["part 2", "part 3"])
    }).pipe(Effect.scoped),
  )
})
