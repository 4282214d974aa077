import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { forget, type JournalEntry, type JournalKeeper } from "@zoho-bulk/core/Journal"
import { Effect, Exit, FileSystem, Layer, PlatformError, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { aFolder, begun, takeJournal } from "../../../support/journalsOnDisk.ts"
import { runner } from "../../../support/runner.ts"
import { type Call, sleepy } from "../../../support/sleepy.ts"
import { temporaryFolder } from "../../../support/temporaryFolder.ts"

const split = (digest: string): JournalEntry => ({ step: "split", at: 3, parts: [1], digests: [digest] })

const name = "part-1.csv"

const kept = (journal: JournalKeeper, byte: number) => journal.keep(name, Stream.make(Uint8Array.of(byte)))

const whatIsKept = (journal: JournalKeeper) =>
  Effect.map(Stream.runCollect(journal.read(name)), (pieces) => pieces.flatMap((piece) => [...piece]))

const isPart = (path: string): boolean => basename(path).includes("part-1")

describe("a process that falls asleep right before it", () => {
  it.live.each<{ does: string; calls: ReadonlyArray<Call>; deed: (journal: JournalKeeper) => Effect.Effect<unknown> }>([
    { does: "removes a file", calls: ["remove"], deed: ({ forget: letGo }) => letGo(name) },
    { does: "puts a file in its place", calls: ["rename"], deed: (journal) => Effect.exit(kept(journal, 9)) },
  ])("$does leaves those alone of the journey that is begun anew meanwhile", ({ calls, deed }) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(calls, isPart)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      yield* kept(stale, 1)
      const wake = yield* fallAsleep(deed(stale))
      const fresh = yield* takeJournal(folder)
      yield* fresh.append(begun(2))
      yield* kept(fresh, 2)
      yield* fresh.append(split("2"))
      yield* wake
      assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
      assert.deepStrictEqual(yield* whatIsKept(yield* takeJournal(folder)), [2])
    }).pipe(Effect.scoped),
  )

  it.live.each<{ does: string; calls: ReadonlyArray<Call>; deed: (journal: JournalKeeper) => Effect.Effect<unknown> }>([
    { does: "removes a file", calls: ["remove"], deed: ({ forget: letGo }) => letGo(name) },
    { does: "puts a file in its place", calls: ["rename"], deed: (journal) => Effect.exit(kept(journal, 9)) },
  ])("$does leaves those alone of who goes on with the same journey", ({ calls, deed }) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(calls, isPart)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      yield* kept(stale, 1)
      const wake = yield* fallAsleep(deed(stale))
      const fresh = yield* takeJournal(folder)
      yield* kept(fresh, 2)
      yield* fresh.append(split("2"))
      yield* wake
      assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
      assert.deepStrictEqual(yield* whatIsKept(yield* takeJournal(folder)), [2])
    }).pipe(Effect.scoped),
  )

  it.live("puts a file in its place takes none from who has kept the first of its own meanwhile", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["open"], isPart)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      const wake = yield* fallAsleep(Effect.exit(kept(stale, 1)))
      const fresh = yield* takeJournal(folder)
      yield* kept(fresh, 2)
      yield* wake
      yield* fresh.keep("part-2.csv", Stream.make(Uint8Array.of(3)))
      yield* fresh.append({ step: "split", at: 3, parts: [1, 1], digests: ["2", "3"] })
      assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
      assert.deepStrictEqual(yield* whatIsKept(yield* takeJournal(folder)), [2])
    }).pipe(Effect.scoped),
  )

  it.live("removes what an earlier journey kept leaves those alone of who goes on with what it has begun", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["remove"], isPart)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      yield* kept(stale, 1)
      yield* stale.append(split("1"))
      const wake = yield* fallAsleep(stale.append(begun(2)))
      const fresh = yield* takeJournal(folder)
      yield* kept(fresh, 2)
      yield* fresh.append(split("2"))
      yield* wake
      assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
    }).pipe(Effect.scoped),
  )
})

describe("a journey that is begun anew", () => {
  it.live("has none of the files of the one before", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const journal = yield* takeJournal(folder)
      yield* journal.append(begun(1))
      yield* kept(journal, 1)
      yield* journal.append(split("1"))
      yield* journal.append(begun(2))
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "lock"])
    }).pipe(Effect.scoped),
  )
})

/** What lies in a journey's folder beside its entries and its lock. */
const filesOf = (folder: string) => readdirSync(folder).filter((file) => file.includes("part-"))

/** A process that keeps something in a journal, and is killed before it can write that down. */
const killed = (folder: string, deed: (journal: JournalKeeper) => Effect.Effect<unknown, unknown>) =>
  Effect.scoped(Effect.flatMap(takeJournal(folder), deed))

describe("a journey whose processes were killed, one after the other", () => {
  it.live("has one copy of its rows, however often it was taken up", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* killed(folder, (journal) => Effect.andThen(journal.append(begun(1)), kept(journal, 1)))
      for (const byte of [2, 3]) {
        yield* killed(folder, (journal) => kept(journal, byte))
        assert.strictEqual(filesOf(folder).length, 1)
      }
      const last = yield* takeJournal(folder)
      yield* kept(last, 4)
      yield* last.append(split("4"))
      assert.strictEqual(filesOf(folder).length, 1)
      assert.deepStrictEqual(yield* whatIsKept(last), [4])
      assert.deepStrictEqual(yield* last.entries, yield* (yield* takeJournal(folder)).entries)
    }).pipe(Effect.scoped),
  )

  it.live("knows its organisation all the same", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const organization: JournalEntry = { step: "organization", at: 2, id: "7" }
      yield* killed(folder, (journal) =>
        Effect.andThen(journal.append(begun(1)), Effect.andThen(journal.append(organization), kept(journal, 1))),
      )
      yield* killed(folder, (journal) => kept(journal, 2))
      assert.strictEqual(filesOf(folder).length, 1)
      assert.includeDeepMembers([...(yield* (yield* takeJournal(folder)).entries)], [begun(1), organization])
    }).pipe(Effect.scoped),
  )

  it.live("lets go of what they have half packed and half fetched as soon as it is written down that it goes on", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const bytes = Stream.make(Uint8Array.of(1))
      yield* killed(folder, (journal) =>
        Effect.gen(function* () {
          yield* journal.append(begun(1))
          yield* kept(journal, 1)
          yield* journal.append(split("1"))
          yield* journal.keep("part-1.zip", bytes)
        }),
      )
      yield* killed(folder, (journal) => journal.keep("part-1.zip", bytes))
      const others = [`${Number.MAX_SAFE_INTEGER}-younger-part-1.csv`, "part-1.txt"]
      for (const file of [...others, "part-1.csv.0.tmp"]) writeFileSync(join(folder, file), "")
      const last = yield* takeJournal(folder)
      yield* last.keep("part-1.zip", bytes)
      yield* last.keep("part-1.result.zip", bytes)
      yield* last.append({ step: "uploaded", part: "part 1", at: 4, fileId: "1" })
      yield* last.forget("part-1.zip")
      yield* last.append({ step: "fetched", part: "part 1", at: 5 })
      yield* last.append({ step: "finished", at: 6 })
      assert.deepStrictEqual(
        filesOf(folder)
          .map((file) => file.replace(/^\d+-\w{12,}-/, ""))
          .toSorted(),
        [...others, "part-1.csv", "part-1.result.zip"].toSorted(),
      )
      assert.deepStrictEqual(yield* whatIsKept(last), [1])
    }).pipe(Effect.scoped),
  )

  it.live("keeps what one has kept who fell asleep while it wrote that down, until nobody needs it", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["open"], (path) => path === join(folder, "journal"))
      const result = "part-1.result.zip"
      yield* killed(folder, (journal) =>
        Effect.andThen(journal.append(begun(1)), Effect.andThen(kept(journal, 1), journal.append(split("1")))),
      )
      const stale = yield* takeJournal(folder, files)
      yield* stale.keep(result, Stream.make(Uint8Array.of(6)))
      const entries = readdirSync(join(folder, "journal"))
      const wake = yield* fallAsleep(Effect.exit(stale.append({ step: "fetched", part: "part 1", at: 4 })))
      const slow = readdirSync(join(folder, "journal")).find((file) => !entries.includes(file)) ?? assert.fail("none")
      const path = join(folder, "journal", slow)
      const text = readFileSync(path, "utf8")
      writeFileSync(path, "")
      const fresh = yield* takeJournal(folder)
      yield* fresh.append({ step: "organization", at: 5, id: "7" })
      yield* fresh.append({ step: "ordering", part: "part 2", at: 6 })
      writeFileSync(path, text)
      yield* wake
      const last = yield* takeJournal(folder)
      const pieces = yield* Stream.runCollect(last.read(result))
      assert.deepStrictEqual(
        pieces.flatMap((piece) => [...piece]),
        [6],
      )
    }).pipe(Effect.scoped),
  )

  it.live("keeps what those of an older version have told of", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      mkdirSync(join(folder, "journal"), { recursive: true })
      for (const [at, entry] of [begun(1), split("1")].entries()) {
        writeFileSync(join(folder, "journal", `00000${at + 1}.json`), `${JSON.stringify({ after: at, entry })}\n`)
      }
      writeFileSync(join(folder, name), Uint8Array.of(7))
      writeFileSync(join(folder, "part-1.zip"), "")
      const journal = yield* takeJournal(folder)
      yield* journal.append({ step: "uploaded", part: "part 1", at: 4, fileId: "1" })
      yield* journal.append({ step: "finished", at: 6 })
      assert.deepStrictEqual(filesOf(folder), [name])
      assert.deepStrictEqual(yield* whatIsKept(journal), [7])
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { when: "has split the rows", entry: split("1") },
    { when: "has finished", entry: { step: "finished", at: 4 } satisfies JournalEntry },
  ])("is not harmed by one that $when, and fell asleep right before it removed what others have left", ({ entry }) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* killed(folder, (journal) => Effect.andThen(journal.append(begun(1)), kept(journal, 1)))
      const { fallAsleep, files } = sleepy(["remove"], isPart)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append({ step: "organization", at: 2, id: "7" })
      yield* kept(stale, 2)
      writeFileSync(join(folder, "1-dead-part-1.zip"), "")
      const wake = yield* fallAsleep(stale.append(entry))
      const fresh = yield* takeJournal(folder)
      yield* fresh.keep("part-1.zip", Stream.make(Uint8Array.of(3)))
      yield* wake
      const pieces = yield* Stream.runCollect(fresh.read("part-1.zip"))
      assert.deepStrictEqual(
        pieces.flatMap((piece) => [...piece]),
        [3],
      )
      if (entry.step === "split") assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
    }).pipe(Effect.scoped),
  )
})

describe("the files of an older version", () => {
  it.live("are read under their plain names, and go once another journey is begun", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      mkdirSync(join(folder, "journal"), { recursive: true })
      for (const [at, entry] of [begun(1), split("1")].entries()) {
        writeFileSync(join(folder, "journal", `00000${at + 1}.json`), `${JSON.stringify({ after: at, entry })}\n`)
      }
      writeFileSync(join(folder, name), Uint8Array.of(7))
      const journal = yield* takeJournal(folder)
      assert.deepStrictEqual(yield* whatIsKept(journal), [7])
      yield* journal.append({ step: "finished", at: 4 })
      yield* journal.append(begun(5))
      assert.isFalse(existsSync(join(folder, name)))
    }).pipe(Effect.scoped),
  )
})

describe("a journey that is forgotten", () => {
  it.live("is not brought back by a process that was asleep right before it kept something", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["makeDirectory", "open"], (path) => path === folder || isPart(path))
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      const wake = yield* fallAsleep(Effect.exit(kept(stale, 9)))
      rmSync(join(folder, "lock"))
      yield* Effect.provide(forget(folder), runner.layerFiles)
      yield* wake
      expectTag(yield* Effect.flip(stale.append(split("9"))), "JourneyTaken")
      assert.isFalse(existsSync(folder))
    }).pipe(Effect.scoped),
  )

  it.live("is over before the first file of it is removed, and who begins in its place keeps all", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["remove"], (path) => path.includes("journey"))
      const stale = yield* takeJournal(folder)
      yield* stale.append(begun(1))
      rmSync(join(folder, "lock"))
      const wake = yield* fallAsleep(Effect.provide(forget(folder), files))
      assert.isFalse(existsSync(folder))
      const fresh = yield* takeJournal(folder)
      yield* fresh.append(begun(2))
      yield* kept(fresh, 2)
      expectTag(yield* Effect.flip(stale.append(split("9"))), "JourneyTaken")
      yield* wake
      yield* fresh.append(split("2"))
      assert.deepStrictEqual(yield* whatIsKept(fresh), [2])
      assert.deepStrictEqual(readdirSync(dirname(folder)), ["journey"])
    }).pipe(Effect.scoped),
  )

  it.live("stays where another process has begun anew in its folder, right before it was to go", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* Effect.scoped(Effect.flatMap(takeJournal(folder), (journal) => journal.append(begun(1))))
      const { fallAsleep, files } = sleepy(["rename"], (path) => path.endsWith(".over"))
      const wake = yield* fallAsleep(Effect.flip(Effect.provide(forget(folder), files)))
      const fresh = yield* takeJournal(folder)
      yield* fresh.append(begun(2))
      const ended = yield* wake
      assert.isTrue(Exit.isSuccess(ended) && ended.value._tag === "JourneyTaken")
      yield* fresh.append(split("2"))
      assert.deepStrictEqual(readdirSync(dirname(folder)), ["journey"])
    }).pipe(Effect.scoped),
  )

  it.live("is gone though its folder may have no other name, and the disk is full", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* Effect.scoped(Effect.flatMap(takeJournal(folder), (journal) => journal.append(begun(1))))
      const refuse = (method: string, path: string) =>
        Effect.fail(
          PlatformError.systemError({
            _tag: "PermissionDenied",
            module: "FileSystem",
            method,
            pathOrDescriptor: path,
          }),
        )
      const poor = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          rename: (from: string) => refuse("rename", from),
          open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
            path.endsWith("2.json") ? refuse("open", path) : fs.open(path, options),
        })),
      )
      yield* Effect.provide(forget(folder), Layer.provideMerge(poor, runner.layerFiles))
      assert.deepStrictEqual(readdirSync(dirname(folder)), [])
    }).pipe(Effect.scoped),
  )
})

describe("a journey whose folders another process has made", () => {
  it.live(
    "is on the disk with them before its first entry: that process may have been killed before it could see to it",
    () =>
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "journeys", "nightly")
        mkdirSync(folder, { recursive: true })
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
        yield* takeJournal(folder, Layer.provideMerge(noting, runner.layerFiles))
        assert.includeMembers(synced, [folder, dirname(folder), dirname(dirname(folder))])
      }).pipe(Effect.scoped),
  )
})
