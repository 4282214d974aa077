import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { forget, type JournalEntry, type JournalKeeper, status } from "@zoho-bulk/core/Journal"
import { Effect } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { faultyFiles } from "../../../support/faultyFiles.ts"
import { aFolder, begun, entriesIn, openJournal, ordering, takeJournal } from "../../../support/journalsOnDisk.ts"
import { runner } from "../../../support/runner.ts"
import { type Files, sleepy } from "../../../support/sleepy.ts"

const entryFile = (folder: string, name: string): string => join(folder, "journal", name)

const put = (folder: string, name: string, after: number, entry: JournalEntry): void =>
  writeFileSync(entryFile(folder, name), `${JSON.stringify({ after, entry })}\n`)

/** A folder whose journal is numbered from 1 on, as older versions made it, with entries that build upon each other. */
const numbered = (...entries: ReadonlyArray<JournalEntry>) =>
  Effect.map(aFolder, (folder) => {
    mkdirSync(join(folder, "journal"), { recursive: true })
    for (const [at, entry] of entries.entries()) put(folder, `00000${at + 1}.json`, at, entry)
    return folder
  })

const entryNames = (folder: string): ReadonlyArray<string> => readdirSync(join(folder, "journal")).toSorted()

const ofMoreThan64MiB = (file: string): void => {
  writeFileSync(file, "{")
  truncateSync(file, 2 ** 26 + 1)
}

const taken = (journal: JournalKeeper, entry: JournalEntry) =>
  Effect.map(Effect.flip(journal.append(entry)), (failure) => expectTag(failure, "JourneyTaken").problem)

const failed = (journal: JournalKeeper, entry: JournalEntry) =>
  Effect.map(Effect.flip(journal.append(entry)), (failure) => expectTag(failure, "StorageFailed"))

const statusOf = (folder: string) => Effect.provide(status(folder), runner.layerFiles)

const jobId = "4150868000005376042" as never

const ordered = (part: string): JournalEntry => ({ step: "ordered", part, at: 2, jobId })

describe("who goes on with a journey is stopped, and told why,", () => {
  it.live.each<{ where: string; meanwhile: (folder: string) => void; problem: string }>([
    {
      where: "another process has written",
      meanwhile: (folder) => put(folder, "000002.json", 1, ordering("part 2")),
      problem: "it has written entry 2",
    },
    {
      where: "another process is ahead of it",
      meanwhile: (folder) => put(folder, "000007.json", 1, ordering("part 2")),
      problem: "it has written entry 7",
    },
    {
      where: "another process has written, and taken it back",
      meanwhile: (folder) => writeFileSync(entryFile(folder, "000002.back"), ""),
      problem: "it has written entry 2",
    },
    {
      where: "the last entry is another one by now",
      meanwhile: (folder) => put(folder, "000001.json", 0, begun(9)),
      problem: "it has started again after entry 1",
    },
    {
      where: "the last entry is gone",
      meanwhile: (folder) => rmSync(entryFile(folder, "000001.json")),
      problem: "it has started again after entry 1",
    },
    {
      where: "its entries are gone with their folder",
      meanwhile: (folder) => rmSync(join(folder, "journal"), { recursive: true }),
      problem: "it has removed the entries",
    },
  ])("where $where", ({ meanwhile, problem }) =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const journal = yield* openJournal(folder)
      meanwhile(folder)
      const found = existsSync(join(folder, "journal")) ? entryNames(folder) : []
      assert.strictEqual(yield* taken(journal, ordering("part 1")), problem)
      const left = existsSync(join(folder, "journal")) ? entryNames(folder) : []
      assert.deepStrictEqual(
        left.filter((name) => name.endsWith(".json")),
        found.filter((name) => name.endsWith(".json")),
      )
      assert.strictEqual(yield* taken(journal, ordering("part 1")), problem)
    }).pipe(Effect.scoped),
  )

  it.live("where the journal was made anew before its first entry", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const stale = yield* openJournal(folder)
      // Its lock stays, or it would be told of that.
      rmSync(join(folder, "journal"), { recursive: true })
      mkdirSync(join(folder, "journal"))
      writeFileSync(entryFile(folder, "099999900000000.json"), "")
      assert.strictEqual(yield* taken(stale, begun(1)), "it has started again")
      assert.deepStrictEqual(yield* entriesIn(folder, takeJournal), [])
    }).pipe(Effect.scoped),
  )
})

describe("an entry", () => {
  it.live("takes the number of one that the disk had no room for, and no other", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      let isFull = true
      const full = faultyFiles((operation) => (operation === "writeAll" && isFull ? "ENOSPC" : undefined))
      const journal = yield* openJournal(folder, full)
      assert.strictEqual(
        (yield* failed(journal, ordering("part 1"))).doing,
        `write ${entryFile(folder, "000002.json")}`,
      )
      isFull = false
      yield* journal.append(ordering("part 2"))
      assert.deepStrictEqual(entryNames(folder), ["000001.json", "000002.json"])
    }).pipe(Effect.scoped),
  )

  it.live.each<{ what: string; fails: ReadonlyArray<string> }>([
    { what: "written whole", fails: ["writeAll 000002.json", "remove 000002.json"] },
    { what: "on the disk", fails: ["sync 000002.json", "rename 000002.back"] },
  ])(
    "of which its writer does not know whether it is $what, and which it cannot take back, ends its work",
    ({ fails }) =>
      Effect.gen(function* () {
        const folder = yield* numbered(begun(1))
        const files = faultyFiles((operation, path) =>
          fails.some((each) => `${operation} ${path.split("/").at(-1)}` === each) ? "EIO" : undefined,
        )
        const journal = yield* openJournal(folder, files)
        yield* failed(journal, ordering("part 1"))
        assert.strictEqual(yield* taken(journal, ordering("part 2")), "it has written entry 2")
        assert.deepStrictEqual(
          entryNames(folder).filter((name) => name.endsWith(".json")),
          ["000001.json", "000002.json"],
        )
      }).pipe(Effect.scoped),
  )

  it.live.each([
    { what: "stays where it has a job that Zoho made", entry: ordered("part 1"), isThere: true },
    { what: "is taken back where nothing was done yet", entry: ordering("part 1"), isThere: false },
  ])("that the disk does not answer for $what", ({ entry, isThere }) =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      let isFailing = true
      const files = faultyFiles((operation, path) =>
        operation === "sync" && path.endsWith("2.json") && isFailing ? "EIO" : undefined,
      )
      const failure = yield* failed(yield* openJournal(folder, files), entry)
      assert.deepStrictEqual(
        [failure.doing, failure.problem],
        [`write ${entryFile(folder, "000002.json")}`, "the file system failed"],
      )
      isFailing = false
      assert.deepStrictEqual(entryNames(folder), ["000001.json", isThere ? "000002.json" : "000002.back"])
      const known = yield* entriesIn(folder, takeJournal)
      assert.deepStrictEqual(known, isThere ? [begun(1), entry] : [begun(1)])
    }).pipe(Effect.scoped),
  )

  it.live("that cannot be vouched for is taken back, though another was cut short before it", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      writeFileSync(entryFile(folder, "000002.json"), "")
      let isUnlistable = false
      const files = faultyFiles((operation, path) => {
        const isNow = isUnlistable && operation === "readDirectory" && path.endsWith("journal")
        if (isNow) isUnlistable = false
        return isNow ? "EIO" : undefined
      })
      const journal = yield* openJournal(folder, files)
      isUnlistable = true
      assert.strictEqual((yield* failed(journal, ordering("part 1"))).doing, `read ${join(folder, "journal")}`)
      assert.deepStrictEqual(entryNames(folder), ["000001.json", "000002.json", "000003.back"])
      yield* journal.append(ordering("part 2"))
      assert.deepStrictEqual(yield* entriesIn(folder, takeJournal), [begun(1), ordering("part 2")])
    }).pipe(Effect.scoped),
  )

  it.live("that another one is about to build upon is not taken back", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const { fallAsleep, files } = sleepy(["open"], (path) => path.endsWith("journal"))
      const journal = yield* openJournal(folder, files)
      const wake = yield* fallAsleep(Effect.exit(journal.append(ordering("part 1"))))
      put(folder, "000003.json", 2, ordering("part 2"))
      put(folder, "000004.json", 3, ordering("part 3"))
      yield* wake
      assert.deepStrictEqual(entryNames(folder), ["000001.json", "000002.json", "000003.json", "000004.json"])
    }).pipe(Effect.scoped),
  )
})

describe("a journal", () => {
  it.live("that somebody uses is not opened by another one, who is told where it is", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* openJournal(folder)
      const failure = expectTag(yield* Effect.flip(openJournal(folder)), "JourneyTaken")
      assert.strictEqual(failure.journal, folder)
    }).pipe(Effect.scoped),
  )

  it.live.each<{ what: string; entries: ReadonlyArray<object> }>([
    { what: "of a newer form", entries: [{ ...begun(1), form: 3 }] },
    { what: "with an entry that this version does not know", entries: [begun(1), { step: "paid", at: 2 }] },
  ])("$what is neither opened nor read: started again, its rows would be written twice", ({ entries }) =>
    Effect.gen(function* () {
      const folder = yield* numbered(...(entries as ReadonlyArray<JournalEntry>))
      for (const read of [Effect.asVoid(openJournal(folder)), Effect.asVoid(statusOf(folder))]) {
        const { remedy } = expectTag(yield* Effect.flip(read), "StorageFailed")
        assert.include(remedy, "Use the version of zoho-bulk that wrote it")
        assert.include(remedy, "twice")
      }
    }).pipe(Effect.scoped),
  )

  it.live("is made for its owner alone, and with it goes what makers left who were killed, and nothing else", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      for (const name of ["journal.dead.tmp", "other.dead.tmp", "journal.dead"]) {
        mkdirSync(join(folder, name), { recursive: true })
        writeFileSync(join(folder, name, "entry"), "")
      }
      yield* openJournal(folder)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "journal.dead", "lock", "other.dead.tmp"])
      const [name = ""] = entryNames(folder)
      const modeOf = (each: string): number => statSync(join(folder, each)).mode & 0o777
      assert.deepStrictEqual([modeOf("journal"), modeOf(`journal/${name}`)], [0o700, 0o600])
    }).pipe(Effect.scoped),
  )

  it.live("that two make at once is that of the faster one", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["rename"], (path) => path === join(folder, "journal"))
      const wake = yield* fallAsleep(Effect.scoped(Effect.asVoid(openJournal(folder, files))))
      rmSync(join(folder, "lock"))
      const fresh = yield* openJournal(folder)
      yield* fresh.append(begun(1))
      const names = entryNames(folder)
      yield* wake
      assert.deepStrictEqual(entryNames(folder), names)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "lock"])
    }).pipe(Effect.scoped),
  )

  it.live.each(["makeDirectory", "writeFileString", "rename"] as const)(
    "that cannot be made for a failing %s is named",
    (operation) =>
      Effect.gen(function* () {
        const folder = yield* aFolder
        const files: Files = faultyFiles((each, path) =>
          each === operation && path.startsWith(join(folder, "journal")) ? "ENOSPC" : undefined,
        )
        const failure = expectTag(yield* Effect.flip(Effect.scoped(openJournal(folder, files))), "StorageFailed")
        assert.deepStrictEqual(
          [failure.doing, failure.problem],
          [`create the folder ${join(folder, "journal")}`, "the disk is full"],
        )
      }).pipe(Effect.scoped),
  )

  it.live("is not read from what others have put between its entries", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const text = `${JSON.stringify({ after: 1, entry: ordering("part 1") })}\n`
      for (const name of ["a000002.json", "000002.json.old", "00002.json", "000002.txt", "x012345678901234.json"]) {
        writeFileSync(entryFile(folder, name), text)
      }
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(ordering("part 2"))))
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(1), ordering("part 2")])
      assert.include(entryNames(folder), "000002.json")
    }).pipe(Effect.scoped),
  )

  it.live("is not read from entries of other logs, which slow writers brought there", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* Effect.scoped(Effect.flatMap(openJournal(folder), ({ append }) => append(begun(1))))
      const begins = Number.parseInt(entryNames(folder).find((name) => name.startsWith("0")) ?? "", 10)
      for (const number of [begins - 5, begins + 100_000_000, begins + 100_000_005]) {
        put(folder, `${number}.json`, 0, begun(7))
      }
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(1)])
    }).pipe(Effect.scoped),
  )

  it.live("that comes near the last number which it can give is refused", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      put(folder, "99000000.json", 1, ordering("part 1"))
      assert.lengthOf(yield* entriesIn(folder), 2)
      put(folder, "99000001.json", 1, ordering("part 1"))
      const failure = yield* Effect.flip(statusOf(folder))
      assert.deepStrictEqual(
        [failure.doing, failure.problem, failure.remedy],
        [
          `read ${join(folder, "journal")}`,
          "no journal reaches an entry 99000001",
          "Move away what zoho-bulk did not write there.",
        ],
      )
    }).pipe(Effect.scoped),
  )

  it.live("is missing an entry that others build upon, though later ones do without it", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      put(folder, "000003.json", 1, ordering("part 1"))
      put(folder, "000004.json", 2, ordering("part 2"))
      const failure = yield* Effect.flip(statusOf(folder))
      assert.strictEqual(failure.problem, "entry 4 builds upon entry 2, which is gone")
      assert.strictEqual(
        failure.remedy,
        "Restore the file if you can. The other files record what was ordered; look in Zoho for the rest.",
      )
    }).pipe(Effect.scoped),
  )

  it.live("counts a beginning that was taken back where others build upon it, and not else", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1), ordering("part 1"))
      put(folder, "000003.back", 0, begun(2))
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(1), ordering("part 1")])
      put(folder, "000004.json", 3, ordering("part 2"))
      assert.deepStrictEqual(yield* entriesIn(folder), [begun(2), ordering("part 2")])
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { what: "of more than 64 MiB", put: ofMoreThan64MiB, problem: "it has more than 64 MiB" },
    { what: "that is a folder", put: (file: string) => mkdirSync(file), problem: "it is a folder" },
  ])("with an entry $what is refused, and the file is named", ({ problem, put: damage }) =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      damage(entryFile(folder, "000002.json"))
      const failure = yield* Effect.flip(statusOf(folder))
      assert.deepStrictEqual([failure.doing, failure.problem], [`read ${entryFile(folder, "000002.json")}`, problem])
      assert.match(failure.remedy, /^Move it away: zoho-bulk did not write it\. Look in Zoho/)
    }).pipe(Effect.scoped),
  )

  it.live(
    "lets go of what others left, though one was killed who had begun anew before it removed what came before",
    () =>
      Effect.gen(function* () {
        const folder = yield* numbered(begun(1))
        put(folder, "000002.json", 0, begun(2))
        writeFileSync(join(folder, "1-dead-part-1.csv"), "")
        const journal = yield* openJournal(folder)
        yield* journal.append({ step: "organization", at: 3, id: "7" })
        assert.isFalse(existsSync(join(folder, "1-dead-part-1.csv")))
      }).pipe(Effect.scoped),
  )
})

describe("a journey that is forgotten", () => {
  it.live("takes with it what is left of others of its name that were half removed, and nothing else", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const above = join(folder, "..")
      for (const name of [".journey.dead.over", ".journey.dead", ".other.dead.over", "journey.over"]) {
        mkdirSync(join(above, name))
        writeFileSync(join(above, name, "entry"), "")
      }
      yield* Effect.provide(forget(folder), runner.layerFiles)
      assert.deepStrictEqual(readdirSync(above).toSorted(), [".journey.dead", ".other.dead.over", "journey.over"])
    }).pipe(Effect.scoped),
  )

  it.live("is so though nobody may list what it lies in", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const above = join(folder, "..")
      const files = faultyFiles((operation, path) =>
        operation === "readDirectory" && path === above ? "EACCES" : undefined,
      )
      yield* Effect.provide(forget(folder), files)
      assert.isFalse(existsSync(folder))
    }).pipe(Effect.scoped),
  )

  it.live("is gone already where another process has removed it", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const { fallAsleep, files } = sleepy(["rename"], (path) => path.endsWith(".over"))
      const wake = yield* fallAsleep(Effect.provide(forget(folder), files))
      const elsewhere = join(folder, "../elsewhere")
      renameSync(folder, elsewhere)
      yield* wake
      assert.isTrue(existsSync(entryFile(elsewhere, "000001.json")))
    }).pipe(Effect.scoped),
  )

  it.live("and cannot be removed is named", () =>
    Effect.gen(function* () {
      const folder = yield* numbered(begun(1))
      const files = faultyFiles((operation, path) =>
        operation === "remove" && path.endsWith(".over") ? "EACCES" : undefined,
      )
      const failure = expectTag(yield* Effect.flip(Effect.provide(forget(folder), files)), "StorageFailed")
      assert.deepStrictEqual([failure.doing, failure.problem], [`remove the folder ${folder}`, "permission denied"])
    }).pipe(Effect.scoped),
  )
})
