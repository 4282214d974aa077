import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { forget } from "@zoho-bulk/core/Journal"
import { Effect, Exit, FileSystem, Layer, PlatformError, Scope } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { aFolder, begun, entriesIn, ordering, takeJournal } from "../../../support/journalsOnDisk.ts"
import { runner } from "../../../support/runner.ts"
import { sleepy } from "../../../support/sleepy.ts"

const isEntry = (path: string): boolean => /\d+\.(json|back)$/.test(path)

describe("a process that falls asleep right before it", () => {
  it.live("lets go of an earlier journey's entries leaves those alone of who begins where that one was forgotten", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["remove"], isEntry)
      const stale = yield* takeJournal(folder, files)
      yield* stale.append(begun(1))
      yield* stale.append(ordering("part 1"))
      const wake = yield* fallAsleep(Effect.exit(stale.append(begun(2))))
      rmSync(join(folder, "lock"))
      yield* Effect.provide(forget(folder), runner.layerFiles)
      const fresh = yield* takeJournal(folder)
      yield* fresh.append(begun(3))
      yield* fresh.append(ordering("part 1"))
      yield* wake
      assert.deepStrictEqual(yield* entriesIn(folder, takeJournal), [begun(3), ordering("part 1")])
    }).pipe(Effect.scoped),
  )

  it.live("makes the folder of its entries brings back no journey that was forgotten meanwhile", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["makeDirectory"], (path) => path.startsWith(join(folder, "journal")))
      const wake = yield* fallAsleep(Effect.exit(takeJournal(folder, files)))
      rmSync(join(folder, "lock"))
      yield* Effect.provide(forget(folder), runner.layerFiles)
      yield* wake
      assert.isFalse(existsSync(folder))
    }).pipe(Effect.scoped),
  )

  it.live("takes back an entry that it could not sync leaves it to who builds upon it", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      let isFailing = false
      const failing = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          open: (path: string, options?: Parameters<typeof fs.open>[1]) =>
            Effect.map(fs.open(path, options), (file) => ({
              ...file,
              writeAll: (bytes: Uint8Array) => file.writeAll(bytes),
              sync: Effect.suspend(() => (isFailing ? Effect.fail(fault(path)) : file.sync)),
            })),
        })),
      )
      const { fallAsleep, files } = sleepy(["remove", "rename"], isEntry)
      const stale = yield* takeJournal(folder, Layer.provideMerge(failing, files))
      yield* stale.append(begun(1))
      isFailing = true
      const wake = yield* fallAsleep(Effect.exit(stale.append(ordering("part 1"))))
      isFailing = false
      const fresh = yield* takeJournal(folder)
      yield* fresh.append(ordering("part 2"))
      yield* wake
      yield* fresh.append(ordering("part 3"))
      assert.deepStrictEqual(yield* entriesIn(folder, takeJournal), [
        begun(1),
        ...["part 1", "part 2", "part 3"].map(ordering),
      ])
      expectTag(yield* Effect.flip(stale.append(ordering("part 4"))), "JourneyTaken")
    }).pipe(Effect.scoped),
  )

  it.live("gives back the lock leaves it to who has taken it meanwhile", () =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const { fallAsleep, files } = sleepy(["remove", "rename"], (path) => path.startsWith(join(folder, "lock")))
      const scope = yield* Scope.make()
      yield* Scope.provide(takeJournal(folder, files), scope)
      const wake = yield* fallAsleep(Scope.close(scope, Exit.void))
      const fresh = yield* takeJournal(folder)
      const owner = readFileSync(join(folder, "lock"), "utf8")
      yield* wake
      assert.strictEqual(readFileSync(join(folder, "lock"), "utf8"), owner)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "lock"])
      yield* fresh.append(begun(1))
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { where: "files have one name only", taker: undefined },
    { where: "it cannot say why it may not, and a third one is faster", taker: "third" },
  ])("gives back the lock overwrites none where $where", ({ taker }) =>
    Effect.gen(function* () {
      const folder = yield* aFolder
      const lock = join(folder, "lock")
      const { fallAsleep, files } = sleepy(["rename"], (path) => path.startsWith(lock))
      const unlinked = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({
          ...fs,
          link: (_: string, to: string) =>
            Effect.suspend(() => {
              if (taker !== undefined) writeFileSync(to, taker)
              return Effect.fail(fault(to))
            }),
        })),
      )
      const scope = yield* Scope.make()
      yield* Scope.provide(takeJournal(folder, Layer.provideMerge(unlinked, files)), scope)
      const wake = yield* fallAsleep(Scope.close(scope, Exit.void))
      yield* takeJournal(folder)
      const owner = readFileSync(lock, "utf8")
      yield* wake
      assert.strictEqual(readFileSync(lock, "utf8"), taker ?? owner)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["journal", "lock"])
    }).pipe(Effect.scoped),
  )
})

const fault = (path: string) =>
  PlatformError.systemError({
    _tag: "Unknown",
    module: "FileSystem",
    method: "sync",
    pathOrDescriptor: path,
    cause: Object.assign(new Error("EIO"), { code: "EIO" }),
  })
