import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { forget, status } from "@zoho-bulk/core/Journal"
import { Effect, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { aFolder, begun, openJournal } from "../../../support/journalsOnDisk.ts"
import { runner } from "../../../support/runner.ts"

/** Puts files into a folder, and makes the folders that they lie in. */
const put = (folder: string, ...names: ReadonlyArray<string>) =>
  Effect.sync(() => {
    for (const name of names) {
      mkdirSync(join(folder, name, ".."), { recursive: true })
      writeFileSync(join(folder, name), "mine")
    }
  })

const forgetIn = (folder: string) => Effect.provide(forget(folder), runner.layerFiles)

/** A journal of an import that was killed: it has entries, and files of parts and jobs. */
const aJournal = Effect.fnUntraced(function* (folder: string) {
  yield* Effect.scoped(
    Effect.gen(function* () {
      const journal = yield* openJournal(folder)
      yield* journal.append(begun(1))
      yield* journal.keep("part-1.csv", Stream.make(Uint8Array.of(1)))
      yield* journal.keep("job-4150868000005376042.result.zip", Stream.make(Uint8Array.of(1)))
    }),
  )
  yield* put(folder, "1-dead-part-2.csv.x.tmp", "lock.x.dead", "journal.x.tmp/0123.json")
})

describe("a folder that was never a journal", () => {
  it.live.each(["thesis.txt", "journal/monday.md", "part-1.csv"])("is left as it is: it has %s", (name) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* put(folder, name)
      const failure = expectTag(yield* Effect.flip(forgetIn(folder)), "StorageFailed")
      assert.deepStrictEqual(
        [failure.doing, failure.problem],
        [`forget the journal in ${folder}`, "there is no journal in it"],
      )
      assert.include(failure.remedy, "Nothing was removed")
      assert.deepStrictEqual(readdirSync(folder), [name.split("/")[0]])
      assert.isTrue(existsSync(join(folder, name)))
    }).pipe(Effect.scoped),
  )

  it.live("has a status that knows of no journey", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* put(folder, "thesis.txt")
      assert.deepStrictEqual(yield* Effect.provide(status(folder), runner.layerFiles), { jobs: [], toSettle: [] })
    }).pipe(Effect.scoped),
  )
})

describe("a journal that is forgotten", () => {
  it.live("goes with its folder, where nothing else lies there", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* aJournal(folder)
      yield* forgetIn(folder)
      assert.isFalse(existsSync(folder))
    }).pipe(Effect.scoped),
  )

  it.live("leaves what others have put beside it, and nothing of its own", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* aJournal(folder)
      yield* put(folder, "thesis.txt", "part-1.csv", "drafts/one.txt", "journal/monday.md")
      yield* forgetIn(folder)
      assert.deepStrictEqual(readdirSync(folder, { recursive: true }).map(String).toSorted(), [
        "drafts",
        join("drafts", "one.txt"),
        "journal",
        join("journal", "monday.md"),
        "part-1.csv",
        "thesis.txt",
      ])
      expectTag(yield* Effect.flip(forgetIn(folder)), "StorageFailed")
    }).pipe(Effect.scoped),
  )

  it.live("leaves a file that has the name of its own folder: an older version made none", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* put(folder, "journal", "journal.ndjson", "part-1.csv")
      yield* forgetIn(folder)
      assert.deepStrictEqual(readdirSync(folder), ["journal"])
    }).pipe(Effect.scoped),
  )

  it.live("may be forgotten once more", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      yield* aJournal(folder)
      yield* forgetIn(folder)
      yield* forgetIn(folder)
      assert.isFalse(existsSync(folder))
    }).pipe(Effect.scoped),
  )
})
