import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Exit, Fiber, Scope } from "effect"
import { TestClock } from "effect/testing"
import { isHeld } from "../../../packages/core/src/storage/lockSighting.ts"
import { ThisProcess } from "../../../packages/core/src/storage/ThisProcess.ts"
import { holdLock, isOwned, withLock } from "../../../packages/core/src/storage/withLock.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { type Fault, type Files, memoryFiles } from "../../support/memoryFiles.ts"

const lock = "/home/zoho/lock"

/** As the lock of a journal has them. */
const times = { beatEvery: 500, deadAfter: 3_000, patience: 0 }

const lockedBy = (text: string, touchedAt = 0): Files => new Map([[lock, { text, mode: 0o600, touchedAt }]])

const ownerIn = (files: Files): string | undefined => files.get(lock)?.text

/** Another process that has a lock, and shows that it lives. */
const living = (files: Files, owner: string, every = 500) =>
  Effect.forever(
    Effect.andThen(
      Effect.sleep(every),
      Effect.map(Clock.currentTimeMillis, (touchedAt) => files.set(lock, { text: owner, mode: 0o600, touchedAt })),
    ),
  )

/** Begins to take the lock; tells by its exit how that ends. */
const taking = Effect.fnUntraced(function* (files: Files, fault?: Fault) {
  const scope = yield* Scope.make()
  const held = Effect.provide(Scope.provide(holdLock(lock, times), scope), memoryFiles(files, fault))
  const fiber = yield* Effect.forkChild(held, { startImmediately: true })
  return {
    ended: Effect.sync(() => fiber.pollUnsafe() !== undefined),
    held: Fiber.join(fiber),
    letGo: Scope.close(scope, Exit.void),
  }
})

const refused = Effect.fnUntraced(function* (held: Effect.Effect<unknown, { readonly _tag: string }>) {
  return expectTag(
    yield* Effect.flip(held as Effect.Effect<unknown, { _tag: "LockTaken"; problem: string }>),
    "LockTaken",
  ).problem
})

describe("a lock that nobody waits for", () => {
  it.effect("is had at once where there is none, for its owner alone, and is gone when it is let go of", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const { held, letGo } = yield* taking(files)
      yield* held
      assert.strictEqual(files.get(lock)?.mode, 0o600)
      yield* letGo
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("is refused as soon as its owner gives a sign of life", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      yield* Effect.forkChild(living(files, "other"))
      const { ended, held } = yield* taking(files)
      yield* TestClock.adjust(450)
      assert.isFalse(yield* ended)
      yield* TestClock.adjust(100)
      assert.strictEqual(yield* refused(held), "it holds the lock")
      assert.strictEqual(ownerIn(files), "other")
    }),
  )

  it.effect("is refused in the name of the process that has it, where the lock tells it", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const who = "process 4711 on backup-1"
      const first = yield* Effect.provideService(taking(files), ThisProcess, who)
      yield* first.held
      const { held } = yield* taking(files)
      yield* TestClock.adjust(1_000)
      assert.strictEqual(yield* refused(held), `${who} holds the lock`)
      const third = yield* taking(files)
      yield* TestClock.adjust(50)
      yield* first.letGo
      yield* TestClock.adjust(50)
      assert.strictEqual(yield* refused(third.held), `${who} had the lock a moment ago`)
    }),
  )

  it.effect.each(["other \u001b[31mred", `other ${"x".repeat(200)}`, "other process 1\non two lines", "other "])(
    "is refused without a name where the lock has something else for one: %j",
    (text) =>
      Effect.gen(function* () {
        const files = lockedBy(text)
        yield* Effect.forkChild(living(files, text))
        const { held } = yield* taking(files)
        yield* TestClock.adjust(550)
        assert.strictEqual(yield* refused(held), "it holds the lock")
      }),
  )

  it.effect("is refused where another one takes it from the dead owner first", () =>
    Effect.gen(function* () {
      const files = lockedBy("dead")
      const { ended, held } = yield* taking(files)
      yield* TestClock.adjust(1_000)
      assert.isFalse(yield* ended)
      files.set(lock, { text: "other", mode: 0o600, touchedAt: 0 })
      yield* TestClock.adjust(50)
      assert.strictEqual(yield* refused(held), "it holds the lock")
    }),
  )

  it.effect("is refused where its owner lets it go meanwhile, for that one has gone on", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      const { held } = yield* taking(files)
      yield* TestClock.adjust(200)
      files.delete(lock)
      yield* TestClock.adjust(50)
      assert.strictEqual(yield* refused(held), "it had the lock a moment ago")
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("is had once its owner was silent for so long that it is dead, and no sooner", () =>
    Effect.gen(function* () {
      const files = lockedBy("dead")
      files.set(`${lock}.killed.dead`, { text: "", mode: 0o600, touchedAt: 0 })
      files.set(`${lock}.txt`, { text: "", mode: 0o600, touchedAt: 0 })
      files.set("/home/zoho/other.dead", { text: "", mode: 0o600, touchedAt: 0 })
      const { ended, held } = yield* taking(files)
      yield* TestClock.adjust(3_000)
      assert.isFalse(yield* ended)
      yield* TestClock.adjust(150)
      yield* held
      assert.notStrictEqual(ownerIn(files), "dead")
      assert.sameMembers([...files.keys()], [lock, `${lock}.txt`, "/home/zoho/other.dead"])
    }),
  )

  it.effect("is given back to who took it right before its dead owner's was moved aside", () =>
    Effect.gen(function* () {
      const files = lockedBy("dead")
      const fault: Fault = (operation, path) => {
        if (operation === "rename" && path.endsWith(".dead"))
          files.set(lock, { text: "other", mode: 0o600, touchedAt: 0 })
        return undefined
      }
      yield* taking(files, fault)
      yield* TestClock.adjust(3_100)
      assert.deepStrictEqual([ownerIn(files), files.size], ["other", 1])
    }),
  )

  it.effect("is not taken from an owner that gave a sign right before that", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      let looks = 0
      const fault: Fault = (operation, path) => {
        // Each look asks three times: what it is, whose it is, and when the last sign was. The 62nd finds that its owner is dead.
        if (operation === "readFileString" && path === lock && ++looks === 62 * 3 + 1) {
          files.set(lock, { text: "other", mode: 0o600, touchedAt: 3_000 })
        }
        return undefined
      }
      const { ended } = yield* taking(files, fault)
      yield* TestClock.adjust(3_200)
      assert.isFalse(yield* ended)
      assert.strictEqual(ownerIn(files), "other")
    }),
  )

  it.effect("is lost to who took it while its owner was silent, and is not removed by that one", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const { held, letGo } = yield* taking(files)
      const { isLost, lost } = yield* held
      yield* TestClock.adjust(600)
      assert.isFalse(yield* isLost)
      files.set(lock, { text: "other", mode: 0o600, touchedAt: 600 })
      yield* TestClock.adjust(500)
      assert.isTrue(yield* isLost)
      assert.strictEqual((yield* Effect.flip(lost)).doing, `keep the lock ${lock}`)
      assert.strictEqual(files.get(lock)?.touchedAt, 600)
      yield* letGo
      assert.strictEqual(ownerIn(files), "other")
    }),
  )

  it.effect("shows that its owner lives from the first moment on, and each time that it was told to", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      yield* TestClock.adjust(7_000)
      const { held, letGo } = yield* taking(files)
      yield* held
      for (const touchedAt of [7_000, 7_500, 8_000]) {
        assert.strictEqual(files.get(lock)?.touchedAt, touchedAt)
        yield* TestClock.adjust(500)
      }
      yield* letGo
      yield* TestClock.adjust(5_000)
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("is removed as it lies there where it may have no other name", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const { held, letGo } = yield* taking(files, (operation) => (operation === "rename" ? "EPERM" : undefined))
      yield* held
      yield* letGo
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("that cannot be made is named", () =>
    Effect.gen(function* () {
      const { held } = yield* taking(new Map(), (operation) => (operation === "writeFileString" ? "EROFS" : undefined))
      const failure = expectTag(yield* Effect.flip(held), "StorageFailed")
      assert.deepStrictEqual([failure.doing, failure.problem], [`get the lock ${lock}`, "the file system is read-only"])
    }),
  )
})

describe("work under a lock", () => {
  it.effect("waits for its turn, however short the other one's is", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const done: Array<string> = []
      const work = (name: string) =>
        withLock(lock)(
          Effect.andThen(
            Effect.sleep(80),
            Effect.sync(() => done.push(name)),
          ),
        ).pipe(Effect.provide(memoryFiles(files)))
      const both = yield* Effect.forkChild(Effect.all([work("one"), work("other")], { concurrency: 2 }))
      yield* TestClock.adjust(90)
      assert.deepStrictEqual(done, ["one"])
      yield* TestClock.adjust(200)
      yield* Fiber.join(both)
      assert.deepStrictEqual([done, [...files]], [["one", "other"], []])
    }),
  )

  it.effect("that is interrupted while it waits leaves the lock to its owner", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      const waiting = withLock(lock)(Effect.void).pipe(Effect.provide(memoryFiles(files)))
      const fiber = yield* Effect.forkChild(waiting)
      yield* TestClock.adjust(1_000)
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual([ownerIn(files), files.size], ["other", 1])
    }),
  )
})

/** Whether somebody who looks takes the owner for alive, after the clock has gone on for that long. */
const seen = Effect.fnUntraced(function* (files: Files, millis: number, fault?: Fault) {
  const fiber = yield* Effect.forkChild(Effect.provide(isOwned(lock, 3_000), memoryFiles(files, fault)))
  yield* TestClock.adjust(millis)
  return yield* Fiber.join(fiber)
})

describe("who watches a lock to tell whether its owner lives", () => {
  it.effect("sees it by the next sign, and leaves the lock alone", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      yield* Effect.forkChild(living(files, "other"))
      assert.isTrue(yield* seen(files, 600))
      assert.strictEqual(ownerIn(files), "other")
    }),
  )

  it.effect("sees it by another owner's", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      yield* Effect.forkChild(living(files, "third"))
      assert.isTrue(yield* seen(files, 600))
    }),
  )

  it.effect("takes the lock away from one that is silent for too long, with what dead takers left", () =>
    Effect.gen(function* () {
      const files = lockedBy("dead")
      files.set(`${lock}.killed.dead`, { text: "", mode: 0o600, touchedAt: 0 })
      assert.isFalse(yield* seen(files, 3_050))
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("sees that nobody has one that is not there, or is let go of meanwhile", () =>
    Effect.gen(function* () {
      assert.isFalse(yield* seen(new Map(), 0))
      const files = lockedBy("other")
      yield* Effect.forkChild(
        Effect.andThen(
          Effect.sleep(200),
          Effect.sync(() => files.delete(lock)),
        ),
      )
      assert.isFalse(yield* seen(files, 260))
      assert.deepStrictEqual([...files], [])
    }),
  )

  it.effect("lets it pass where it cannot look", () =>
    Effect.gen(function* () {
      const files = lockedBy("other")
      assert.isFalse(yield* seen(files, 0, (operation) => (operation === "readFileString" ? "EACCES" : undefined)))
      assert.strictEqual(ownerIn(files), "other")
    }),
  )
})

describe("a lock seems to be held", () => {
  it.effect.each([
    { when: "a moment ago", signAt: 99_999, is: true },
    { when: "as long ago as it may be silent", signAt: 97_000, is: true },
    { when: "longer ago", signAt: 96_999, is: false },
    { when: "by a clock that is a little ahead", signAt: 103_000, is: true },
    { when: "by a clock that is far ahead", signAt: 103_001, is: false },
  ])("or not by the time of its file, which was touched $when", ({ is, signAt }) =>
    Effect.gen(function* () {
      yield* TestClock.adjust(100_000)
      const found = isHeld(lock, 3_000).pipe(Effect.provide(memoryFiles(lockedBy("other", signAt))))
      assert.strictEqual(yield* found, is)
    }),
  )

  it.effect("by nobody where there is none", () =>
    Effect.gen(function* () {
      assert.isFalse(yield* Effect.provide(isHeld(lock, 3_000), memoryFiles(new Map())))
    }),
  )
})
